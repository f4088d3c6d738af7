import { app } from "../dev/support/emulator";

export const API_KEY = "canary-api-key-0c2d";
export const ACCESS_TOKEN = "canary-access-token-77e1";
export const REGISTRY_TOKEN = "canary-registry-token-b91f";
export const REGISTRY_USER = "canary-registry-user-4a6e";
export const LINK_SIGNATURE = "canary-link-signature-e3d8";

/** An app with every credential that ByteNite may have of one. */
export const PRIVATE_APP = app("private", {
    link: `https://archive.example/private.tar?signature=${LINK_SIGNATURE}`,
    platformConfig: {
        container: "registry.example/private:1",
        privateImage: true,
        username: REGISTRY_USER,
        token: REGISTRY_TOKEN,
    },
});
