import { pins } from "../pins.js";
import { pulumiPlugin } from "./pulumi-plugin.js";

/** Pulls images and keeps the caches of registries, as resources. */
export const dockerProvider = pulumiPlugin("docker", pins.dockerProvider);
