/**
 * What VitePress 1.6 says wrongly of its open search, for screen readers: it calls a dialog with a field a button, and
 * results that are links the options of a list box.
 */
const REPAIRS = [
    ["[role=button]", "role", "dialog"],
    ["[role=dialog]", "aria-modal", "true"],
    ["[role=dialog]", "aria-expanded", undefined],
    ["[role=dialog]", "aria-haspopup", undefined],
    ["[role=dialog]", "aria-owns", undefined],
    [".search-input", "aria-activedescendant", undefined],
    ["ul.results", "role", undefined],
    ["ul.results > li", "role", undefined],
    ["ul.results > li", "aria-selected", undefined],
    ["a.result", "aria-label", undefined],
    ["kbd[aria-label]", "role", "img"],
];

/** Repairs the search each time when it opens or shows something else. */
export function repairSearchBox(body) {
    const { MutationObserver } = body.ownerDocument.defaultView;
    const onChange = new MutationObserver(([{ target }]) => repair(boxOf(target)));
    new MutationObserver(() => {
        const box = body.querySelector(":scope > .VPLocalSearchBox");
        if (!box || box.getAttribute("role") === "dialog") return;
        repair(box);
        const attributeFilter = ["role", "aria-selected", "aria-activedescendant"];
        onChange.observe(box, { subtree: true, childList: true, attributeFilter });
    }).observe(body, { childList: true });
}

function boxOf(element) {
    return element.closest(".VPLocalSearchBox") ?? element;
}

function repair(box) {
    for (const [selector, name, value] of REPAIRS) {
        const found = [box, ...box.querySelectorAll("*")].filter((one) => one.matches(selector));
        for (const element of found.filter((one) => isWrong(box, one, selector))) {
            if (value === undefined) element.removeAttribute(name);
            else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
        }
    }
}

/** Inside of the search there are buttons that are buttons. */
function isWrong(box, element, selector) {
    return !selector.startsWith("[role") || element === box;
}
