import { getApp } from "pulumi-bytenite";

const lookedUp = getApp({ tag: "looked-up" });
export const text = lookedUp.then((app) => ({
    ...app,
    deviceRequirements: { ...app.deviceRequirements, minMemory: "64" },
}));
export const nameless = lookedUp.then(({ deviceRequirements }) => ({ deviceRequirements }));
export const cut = lookedUp.then(({ tag, platformConfig }) => [{ tag, platformConfig }]);
export const whole = lookedUp;
export const deviceRequirements = lookedUp.then((app) => app.deviceRequirements);
