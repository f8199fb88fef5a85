"""Information on request (依申请公开): from the application to the letter, with a clock that shows its working."""
