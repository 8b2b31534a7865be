import { pins } from "../pins.js";
import { pulumiPlugin } from "./pulumi-plugin.js";

/** Runs commands as resources: the lab's actions, its gates, the loading of images. */
export const commandProvider = pulumiPlugin("command", pins.commandProvider);
