import pytest

from gui.app_icon import app_icon

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("side", [16, 48, 256])
def test_it_is_drawn_in_every_usual_size_with_round_corners(side: int) -> None:
    picture = app_icon().pixmap(side).toImage()
    assert picture.width() == side
    assert picture.pixelColor(0, 0).alpha() < 10
    middle = picture.pixelColor(side // 2, side // 2)
    assert middle.green() > middle.red()
