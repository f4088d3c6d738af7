import * as pulumi from "@pulumi/pulumi";
import { AppSelection, type OnChange } from "pulumi-bytenite";

const team = new AppSelection("team", {
    // All filters must fit. No app is named, so that the team's next one is found by itself.
    userName: "alice",
    status: "active",
    // With a typing mistake in a filter nothing is found: without this, only a warning tells.
    expect: { minimum: 1, maximum: 20 },
    // "refuse": somebody decides about each app that enters or leaves.
    onChange: new pulumi.Config().require<OnChange>("onChange"),
});

export const tags = team.tags;

/** What all apps together ask for. */
export const totals = team.totals;
