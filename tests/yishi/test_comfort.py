import pytest

pytestmark = pytest.mark.django_db


def page(client, address="/rights/"):
    return client.get(address).content.decode()


def html(client):
    return page(client).partition("<html")[2].partition(">")[0]


def test_one_button_turns_the_large_type_on_and_off(client, world):
    answer = client.post("/reading/", {"size": "elder", "next": "/rights/?a=1"})
    assert answer.headers["Location"] == "/rights/?a=1"
    cookie = client.cookies["reading"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert 'class="elder"' in html(client)
    client.post("/reading/", {"theme": "dark", "contrast": "high"})
    assert 'class="elder dark contrast"' in html(client), "what a form leaves out stays"
    client.post("/reading/", {"size": "large"})
    assert 'class="large dark contrast"' in html(client), "between the two stands a third size"
    client.post("/reading/", {"size": "normal"})
    assert 'class="dark contrast"' in html(client)


@pytest.mark.parametrize("elsewhere", [
    "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "notices", "", "\0",
    "https:elsewhere.example",
])
def test_it_leads_nowhere_else(client, world, elsewhere):
    assert client.post("/reading/", {"size": "elder", "next": elsewhere}).headers["Location"] == "/"
    shown = client.get("/reading/", {"next": elsewhere}).content.decode()
    assert f'value="{elsewhere}"' not in shown or not elsewhere
    assert '<a class="btn" href="/">' in shown


@pytest.mark.parametrize("cookie", ["", "x", "elder", "elder.dark", "<b>.dark.high", "....", "normal.auto.normal.more"])
def test_a_cookie_that_makes_no_sense_changes_nothing(client, world, cookie):
    client.cookies["reading"] = cookie
    assert "<b>" not in html(client)
    assert html(client).count("class=") == 1


def test_a_choice_that_is_none_is_refused_in_words(client, world):
    answer = client.post("/reading/", {"size": "huge"})
    assert answer.status_code == 422
    assert "reading" not in client.cookies


def test_it_is_reached_from_the_masthead_and_the_foot(client, world):
    shown = page(client)
    assert 'name="size" value="elder"' in shown
    assert "/reading/?next=/rights/" in shown


def test_the_large_type_names_somebody_to_call(client, world):
    world.street.tel = "0000-555-0100"
    world.street.save()
    assert 'class="call"' not in page(client)
    client.post("/reading/", {"size": "elder"})
    assert 'href="tel:0000-555-0100"' in page(client)
