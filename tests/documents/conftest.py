import pytest

from yishi.documents.limits import Budget
from yishi.documents.pool import Pool


@pytest.fixture(scope="session")
def children():
    """A pool of one child, with the budget of the house."""
    pool = Pool(size=1)
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def impatient():
    """A pool of one child that is given two seconds a document."""
    pool = Pool(Budget(wall=2, cpu=2), size=1)
    yield pool
    pool.close()


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
