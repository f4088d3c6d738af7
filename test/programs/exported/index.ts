import { App, AppSelection } from "pulumi-bytenite";

export const app = new App("render", { tag: "render" });
export const selection = new AppSelection("team");
