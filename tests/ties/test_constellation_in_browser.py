"""The picture of one's surroundings in a real browser: read, zoomed, never crowded."""

import pytest
from playwright.sync_api import expect

from tests.browser import accessibility
from tests.ties.skies import some_sky
from whispeer.ties import engine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SKY = "/network/constellation/"
TIES = 48
# Names on the page that lie on one another, or a name that is cut off.
CROWDED = """() => {
  const names = [...document.querySelectorAll(".sky text")].filter((one) => getComputedStyle(one.parentNode).display !== "none");
  const boxes = names.map((one) => [one.textContent, one.getBBox()]);
  const found = [];
  for (const [i, [name, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(i + 1))
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + a.height * 0.2 < b.y + b.height * 0.8 && b.y + b.height * 0.2 < a.y + a.height * 0.8)
        found.push(`${name} / ${other}`);
  return found;
}"""


@pytest.fixture
def alice(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield some_sky(TIES, "en")
    engine.OPENED.pop(settings.ENGINE, None)


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_names_do_not_lie_on_one_another(open_page, alice, width, scheme):
    page = open_page("en", by=alice, width=width, scheme=scheme)
    page.goto(SKY)
    page.evaluate("document.fonts.ready")

    for _ in range(4):
        assert page.evaluate(CROWDED) == []
        page.get_by_role("button", name="Closer").click()
    assert accessibility(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_is_brought_closer_with_keys_and_each_point_leads_to_a_person(
    open_page, alice
):
    page = open_page("en", by=alice)
    page.goto(SKY)
    sky = page.locator(".sky svg")
    whole = sky.get_attribute("viewBox")

    page.get_by_role("button", name="Closer").focus()
    page.keyboard.press("+")
    closer = sky.get_attribute("viewBox")
    page.keyboard.press("ArrowLeft")
    aside = sky.get_attribute("viewBox")
    page.keyboard.press("0")

    assert len({whole, closer, aside}) == 3
    assert sky.get_attribute("viewBox") == whole
    page.locator(".sky a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/people/*/")


def test_two_fingers_bring_it_closer(open_page, alice):
    page = open_page("en", by=alice, width=390)
    page.goto(SKY)
    sky = page.locator(".sky svg")
    whole = sky.get_attribute("viewBox")

    sky.evaluate(
        """(sky) => {
          const box = sky.getBoundingClientRect();
          const at = (kind, pointerId, share) => sky.dispatchEvent(new PointerEvent(kind, {
            pointerId, bubbles: true, pointerType: "touch",
            clientX: box.left + box.width * share, clientY: box.top + box.height / 2 }));
          at("pointerdown", 1, 0.45); at("pointerdown", 2, 0.55);
          at("pointermove", 1, 0.3); at("pointermove", 2, 0.7);
          at("pointerup", 1, 0.3); at("pointerup", 2, 0.7);
        }"""
    )

    assert sky.get_attribute("viewBox") != whole


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_whole_without_scripts_and_in_forced_colours(open_page, alice, scheme):
    page = open_page("en", by=alice, scripts=False, scheme=scheme)
    page.emulate_media(forced_colors="active")
    page.goto(SKY)

    expect(page.locator(".sky a")).to_have_count(TIES)
    expect(page.get_by_role("button", name="Closer")).to_be_hidden()
    expect(page.get_by_role("heading", name="The same in words")).to_be_visible()
