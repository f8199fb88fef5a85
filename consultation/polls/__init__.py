"""Ballots, with the words of django-polls: Poll, Question, Choice. Vote becomes Mark and Ballot (see docs/decisions)."""
