import { run } from "./child.mjs";

// What an outer `npm run` was told about workspaces and the like is not meant for these installs.
const OUTER = /^npm_config_(workspaces?|include_workspace_root|global|location|dry_run)$/i;
const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Runs npm in a folder, without its chatter.
 * @param {Record<string, string | undefined>} env
 * @param {string} cwd
 * @param {string[]} args
 */
export function npm(env, cwd, args) {
    const own = Object.fromEntries(Object.entries(env).filter(([name]) => !OUTER.test(name)));
    return run("npm", [...args, ...QUIET], { cwd, env: own });
}
