import { pathToFileURL } from "node:url";

/**
 * The URL of Pulumi's file backend in a folder. Pulumi reads it as a URL: a `%` in a path that was only put behind
 * `file://` would begin an escape, and all after a `#` would be lost.
 */
export const backendUrl = (folder: string): string => pathToFileURL(folder).href;
