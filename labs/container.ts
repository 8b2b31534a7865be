import { stringify } from "yaml";
import type { PortMapping } from "./cluster.js";
import { onLoopback, type EnvoyBootstrap } from "./envoy.js";

/** What follows an image or a program: a text, or a configuration, which is given as YAML. */
export type Argument = string | EnvoyBootstrap;

/** A container of Docker's that runs for good beside the clusters, in the words of `docker run --detach`. */
export interface ContainerSpec {
  /** Also the name by which the other containers of the lab find it: all are in one network, named like the stack. */
  readonly name: string;
  readonly image: string;
  /** What follows the image. Default: what the image runs by itself. */
  readonly command?: readonly Argument[];
  /** Default: what the image sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** The host's ports that lead into it. Default: none, only other containers reach it. */
  readonly ports?: readonly PortMapping[];
  /** The program of its image, where it runs as a process. Default: it can't be had, so it runs in Docker only. */
  readonly program?: Program;
}

/** The programs of images that the lab can run by themselves. */
export const PROGRAMS = ["envoy", "go-httpbin"] as const;

/** A program of an image as a process of this machine's. */
export interface Program {
  readonly tool: (typeof PROGRAMS)[number];
  /** The ports of 127.0.0.1 that it listens on: the same as in the container. */
  readonly listens: readonly number[];
  /** Added to the command. */
  readonly options?: readonly string[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A process that runs in place of a container. */
export interface ProcessSpec {
  readonly name: string;
  readonly tool: Program["tool"];
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly listens: readonly number[];
}

const textOf = (argument: Argument): string =>
  typeof argument === "string" ? argument : stringify(argument);

/** What follows the image, as texts; undefined where that is left to the image. */
export const commandOf = ({ command }: ContainerSpec): string[] | undefined => command?.map(textOf);

/**
 * The process that runs in place of a container; undefined where its program can't be had.
 * @param containers the names of all that are there: each is found on this machine as well
 */
export function processOf(
  { name, command = [], env = {}, program }: ContainerSpec,
  containers: readonly string[],
): ProcessSpec | undefined {
  if (program === undefined) return undefined;
  // an image is told its program by the first word, a process has it already
  const own = command[0] === program.tool ? command.slice(1) : command;
  const here = own.map((argument) =>
    typeof argument === "string" ? argument : onLoopback(argument, containers),
  );
  return {
    name,
    tool: program.tool,
    args: [...(program.options ?? []), ...here.map(textOf)],
    env: { ...env, ...program.env },
    listens: program.listens,
  };
}
