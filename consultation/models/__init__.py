from .matters import Matter, NumberLine

__all__ = ["Matter", "NumberLine"]
