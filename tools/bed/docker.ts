import type { Exec } from "../../lib/exec.js";

/** The label of every image that the bed made: a hash of what it was made from. */
export const HASH_LABEL = "io.istio-lab.bed";
/** The label that tells in one line what an image under an official name really is. */
export const WHAT_LABEL = "io.istio-lab.stand-in";

/** An image that the engine has. */
export interface EngineImage {
  /** Unpacked, in bytes. */
  readonly size: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** How long the engine may take for a question, in ms: a stopped one may hang. */
const ANSWER_MS = 10_000;

const PRUNE_LIMIT_MS = 5 * 60_000;

/** The version of the engine that answers; undefined when none does. */
export async function engineVersion(exec: Exec): Promise<string | undefined> {
  try {
    const args = ["info", "--format", "{{.ServerVersion}}"];
    const { stdout } = await exec("docker", args, { timeoutMs: ANSWER_MS });
    // Some versions of the client succeed without a server and print an empty line.
    return stdout.trim() === "" ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}

/** An image of the engine; undefined when it has none of that name. */
export async function findImage(exec: Exec, name: string): Promise<EngineImage | undefined> {
  try {
    const { stdout } = await exec("docker", ["image", "inspect", name], { timeoutMs: ANSWER_MS });
    const [found] = JSON.parse(stdout) as {
      readonly Size: number;
      readonly Config: { readonly Labels: Record<string, string> | null };
    }[];
    return found === undefined
      ? undefined
      : { size: found.Size, labels: found.Config.Labels ?? {} };
  } catch {
    return undefined;
  }
}

/** Whether the engine has the image as it is made now, and not an older one or somebody else's. */
export async function hasImage(exec: Exec, name: string, hash: string): Promise<boolean> {
  return (await findImage(exec, name))?.labels[HASH_LABEL] === hash;
}

/** The names of the containers, running or not. @param label only those whose image carries it */
export async function containers(exec: Exec, label?: string): Promise<readonly string[]> {
  const filter = label === undefined ? [] : ["--filter", `label=${label}`];
  const { stdout } = await exec("docker", ["ps", "-a", ...filter, "--format", "{{.Names}}"]);
  return stdout.split("\n").filter((name) => name !== "");
}

/** The names of the images that the bed made. */
export async function bedImageNames(exec: Exec): Promise<readonly string[]> {
  const format = "{{.Repository}}:{{.Tag}}";
  const args = ["images", "--filter", `label=${HASH_LABEL}`, "--format", format];
  const { stdout } = await exec("docker", args, { timeoutMs: ANSWER_MS });
  return stdout.split("\n").filter((name) => name !== "" && !name.includes("<none>"));
}

/** Whether an engine answers and has any image that the bed made. */
export const hasBedImages = (exec: Exec): Promise<boolean> =>
  bedImageNames(exec).then(
    (names) => names.length > 0,
    () => false,
  );

/** Removes images of the bed whose names have gone to newer ones. Those in use stay. */
export async function pruneOwn(exec: Exec): Promise<void> {
  const filter = ["--filter", `label=${HASH_LABEL}`];
  await exec("docker", ["image", "prune", "--force", ...filter], { timeoutMs: PRUNE_LIMIT_MS });
}

/** The LABEL line of a Dockerfile. Docker reads `$` in it, and must not. */
export const labelLine = (name: string, value: string): string =>
  `LABEL ${name}=${JSON.stringify(value).replaceAll("$", "\\$")}`;
