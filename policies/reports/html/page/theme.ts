const KEY = "bytenite-policy-report-theme";
const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

/** A button that goes from the system's theme to light, dark and back. The browser remembers the choice. */
export function addThemeButton(button: HTMLElement): void {
    let theme = remembered();
    const show = () => {
        document.documentElement.dataset.theme = theme;
        button.textContent = `Theme: ${theme}`;
    };
    button.addEventListener("click", () => {
        theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
        remember(theme);
        show();
    });
    show();
    button.hidden = false;
}

// A browser may refuse its storage to a file.

function remembered(): Theme {
    try {
        const stored = localStorage.getItem(KEY);
        return THEMES.find((theme) => theme === stored) ?? "auto";
    } catch {
        return "auto";
    }
}

function remember(theme: Theme): void {
    try {
        localStorage.setItem(KEY, theme);
    } catch {
        // The choice holds until the page is left.
    }
}
