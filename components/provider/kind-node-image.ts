import { kubernetesRelease } from "../../tools/releases.js";

/**
 * The node image of a Kubernetes version: with its digest where the table of releases has one, else the tag alone.
 * @param kubernetes version without the `v`: `1.23.17`.
 */
export function nodeImage(kubernetes: string): string {
  const tag = `kindest/node:v${kubernetes}`;
  const digest = kubernetesRelease(kubernetes)?.node;
  return digest === undefined ? tag : `${tag}@${digest}`;
}

/** An image without its digest: `kindest/node:v1.23.17`. */
export const tagOf = (image: string): string => image.split("@")[0] ?? image;

/** The Kubernetes of a node image, as `nodeImage` names it; the whole name of one that is not of that form. */
export const kubernetesOf = (image: string): string =>
  /^kindest\/node:v([^@]+)/.exec(image)?.[1] ?? image;
