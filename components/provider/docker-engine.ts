import { ToolError } from "../../lib/errors.js";
import { exec as runProcess, type Exec } from "../../lib/exec.js";
import { askDocker } from "./docker.js";

/** What stands behind the command `docker` of this machine. */
export type DockerEngine =
  | { readonly kind: "docker"; readonly version: string }
  /** Podman, under its own `docker` command or behind Docker's client. */
  | { readonly kind: "podman" }
  /** A client whose engine does not answer: it is stopped, starts just now, or may not be asked. */
  | { readonly kind: "silent"; readonly error: ToolError }
  /** There is no `docker` on PATH. */
  | { readonly kind: "none" };

/** What `docker version --format '{{json .}}'` prints, as far as it is read. */
interface Versions {
  readonly Client?: { readonly OsArch?: string } | null;
  readonly Server?: {
    readonly Version?: string;
    readonly Components?: readonly { readonly Name?: string }[] | null;
  } | null;
}

/**
 * Asks who answers to `docker`. Not by `docker info`: that runs every plugin of the client, 13 s have been seen
 * (docker/for-mac#6258). Not by `{{.Server.Version}}`: Podman answers it with the version of its client.
 */
export async function dockerEngine(exec: Exec = runProcess): Promise<DockerEngine> {
  try {
    const stdout = await askDocker(exec, ["version", "--format", "{{json .}}"]);
    return engineIn(stdout ?? "");
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    if (error.code === "docker-missing") return { kind: "none" };
    return /podman/i.test(error.message) ? { kind: "podman" } : { kind: "silent", error };
  }
}

/** Whether a Docker engine answers. */
export const dockerAnswers = async (exec: Exec = runProcess): Promise<boolean> =>
  (await dockerEngine(exec)).kind === "docker";

function engineIn(stdout: string): DockerEngine {
  const found = versionsIn(stdout);
  // only Podman gives its client's system in this field
  if (found?.Client?.OsArch !== undefined) return { kind: "podman" };
  const { Version: version = "", Components } = found?.Server ?? {};
  if ((Components ?? []).some(({ Name = "" }) => /podman/i.test(Name))) return { kind: "podman" };
  if (version !== "") return { kind: "docker", version };
  const why = "Docker does not answer: it tells no version of an engine";
  return { kind: "silent", error: new ToolError("docker-no-answer", why) };
}

function versionsIn(stdout: string): Versions | undefined {
  try {
    return JSON.parse(stdout) as Versions;
  } catch {
    return undefined;
  }
}

/** What an engine's answer, or the address that it does not answer at, says of how it is started. */
const STARTS: readonly (readonly [RegExp, string])[] = [
  [/permission denied/i, "sudo usermod -aG docker $USER, log out and in again"],
  [/\.colima/, "colima start"],
  [/\.orbstack/, "orb start"],
  [/\.rd\/docker/, "rdctl start"],
  [/\.docker\/run\/docker\.sock/, "open -a Docker"],
  [/\.docker\/desktop/, "systemctl --user start docker-desktop"],
  [/\/run\/user\//, "systemctl --user start docker"],
  [/WSL/, "start Docker Desktop on Windows and turn on its WSL integration for this distribution"],
];

const DEFAULT_SOCKETS = /^unix:\/\/(?:\/var)?\/run\/docker\.sock$/;

/** How an engine that does not answer is started here, as words or as a command. */
export function howToStart(
  { message }: Pick<ToolError, "message">,
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const host = env["DOCKER_HOST"] ?? "";
  // one that hangs says nothing of where it is
  const [, known] = STARTS.find(([answer]) => answer.test(`${message} ${host}`)) ?? [];
  if (known !== undefined) return known;
  // the lab itself names the default one in DOCKER_HOST where a context has another name for it
  if (host !== "" && !DEFAULT_SOCKETS.test(host)) return `start the engine at ${host}`;
  if (platform === "darwin") return "open -a Docker";
  if (env["WSL_DISTRO_NAME"] !== undefined)
    return "start Docker Desktop on Windows, or sudo service docker start";
  return "sudo systemctl start docker";
}

/** The error of a lab that waits for its engine, with the way on without one. */
export function silentEngine(error: ToolError, week: string, start = howToStart(error)): ToolError {
  return new ToolError("docker-no-answer", error.message, {
    cause: error,
    next: `${start}, then ./lab up ${week}; or, without traffic, ./lab up ${week} --target kwok`,
  });
}
