"""What the observers of a fault run have shown, against what happened."""


def judged(told, head):
    """Return whether each of ``told`` has shown the events 1…``head``, each once and in order, and what they met with.

    ``lost`` and ``doubled`` count events over all observers, ``disordered`` observers. ``came_back`` counts the lines that
    were made anew, ``away_s`` is the longest without one; ``twice`` came over a line again and was left out.
    """
    whole = list(range(1, head + 1))
    shown = [each["shown"] for each in told]
    found = {
        "head": head, "sound": bool(told) and all(each == whole for each in shown),
        "lost": sum(len(set(whole) - set(each)) for each in shown),
        "doubled": sum(len(each) - len(set(each)) for each in shown), "disordered": sum(each != sorted(each) for each in shown),
        "away_s": round(max(each["away"] for each in told), 1), "ended": [why for each in told for why in each["ended"]][:3],
    }
    found["longest"] = max(told, key=lambda each: each["away"])["longest"]
    return found | {name: sum(each[name] for each in told) for name in ("came_back", "gaps", "twice", "resyncs")}
