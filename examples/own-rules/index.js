const bytenite = require("pulumi-bytenite");

const render = new bytenite.App("render", { tag: "img-gen-diffusers@4.0" });

module.exports.entrypoint = render.entrypoint;
