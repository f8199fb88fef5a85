"""The papers of a matter: outcome, poster, agenda notice, ballot paper. Each is written from rows and made below."""
