import { AppSelection } from "pulumi-bytenite";

new AppSelection("all");
