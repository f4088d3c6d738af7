import * as pulumi from "@pulumi/pulumi";
import { App } from "pulumi-bytenite";

const count = new pulumi.Config().requireNumber("count");
for (let index = 0; index < count; index += 1) {
    new App(`app-${index}`, { tag: `app-${index}@1.0` });
}
