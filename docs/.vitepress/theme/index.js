import DefaultTheme from "vitepress/theme";
import "./style.css";
import { repairSearchBox } from "./searchBox.js";

export default {
    extends: DefaultTheme,
    enhanceApp: () => {
        if (!import.meta.env.SSR) repairSearchBox(globalThis.document.body);
    },
};
