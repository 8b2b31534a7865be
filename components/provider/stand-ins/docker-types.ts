import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { askDocker } from "../docker.js";
import type { StandInType } from "./stand-in.js";

/** A gigabyte on a slow line. */
const PULL_TIMEOUT_MS = 30 * 60_000;
const CHANGE_TIMEOUT_MS = 120_000;

interface InspectedImage {
  readonly Id: string;
  readonly RepoDigests: readonly string[] | null;
}

type Labels = readonly { readonly label: string; readonly value: string }[];

const labelArgs = (labels: Labels = []): string[] =>
  labels.flatMap(({ label, value }) => ["--label", `${label}=${value}`]);

interface ContainerFields {
  readonly name: string;
  readonly image: string;
  readonly restart?: string;
  readonly envs?: readonly string[];
  readonly labels?: Labels;
  readonly volumes?: readonly { readonly volumeName: string; readonly containerPath: string }[];
  readonly networksAdvanced?: readonly { readonly name: string }[];
  readonly ports?: readonly {
    readonly internal: number;
    readonly external: number;
    readonly ip: string;
  }[];
  /** What follows the image. */
  readonly command?: readonly string[];
}

/**
 * `docker:index/remoteImage:RemoteImage`: pulls an image that the engine lacks. With `keepLocally` it stays when
 * the resource goes.
 */
export function remoteImage(exec: Exec): StandInType {
  const look = async (name: string): Promise<InspectedImage | undefined> => {
    const stdout = await askDocker(exec, ["image", "inspect", "--format", "{{json .}}", name]);
    return stdout === undefined ? undefined : (JSON.parse(stdout) as InspectedImage);
  };
  const outputsOf = ({ Id, RepoDigests }: InspectedImage) => ({
    imageId: Id,
    repoDigest: RepoDigests?.[0] ?? "",
  });
  return {
    inputs: ["name", "keepLocally"],
    replaces: ["name"],
    create: async (inputs, say) => {
      const name = String(inputs["name"]);
      let image = await look(name);
      if (image === undefined) {
        say(`pulling ${name}`);
        await exec("docker", ["pull", "--quiet", name], { timeoutMs: PULL_TIMEOUT_MS });
        image = await look(name);
      }
      if (image === undefined) throw new ToolError("image-pull-failed", `There is no ${name}.`);
      return { id: `${image.Id}${name}`, outputs: outputsOf(image) };
    },
    read: async (_id, state) => {
      const image = await look(String(state["name"]));
      return image === undefined ? undefined : outputsOf(image);
    },
    remove: async (_id, { name, keepLocally }) => {
      if (keepLocally === true) return;
      await exec("docker", ["image", "rm", String(name)], { timeoutMs: CHANGE_TIMEOUT_MS });
    },
  };
}

/** `docker:index/volume:Volume`. */
export const volume = (exec: Exec): StandInType => ({
  inputs: ["name"],
  replaces: ["name"],
  create: async ({ name }) => {
    await exec("docker", ["volume", "create", String(name)], { timeoutMs: CHANGE_TIMEOUT_MS });
    return { id: String(name), outputs: {} };
  },
  read: async (id) => {
    const names = (await askDocker(exec, ["volume", "ls", "--quiet"])) ?? "";
    return names.split("\n").includes(id) ? {} : undefined;
  },
  remove: async (id) => {
    await exec("docker", ["volume", "rm", "--force", id], { timeoutMs: CHANGE_TIMEOUT_MS });
  },
});

/** `docker:index/network:Network`, a bridge in which containers find each other by name. */
export const network = (exec: Exec): StandInType => ({
  inputs: ["name", "labels"],
  replaces: ["name", "labels"],
  create: async ({ name, labels }) => {
    const args = ["network", "create", ...labelArgs(labels as Labels | undefined), String(name)];
    const { stdout } = await exec("docker", args, { timeoutMs: CHANGE_TIMEOUT_MS });
    return { id: stdout.trim(), outputs: {} };
  },
  read: async (id) => {
    const ids = (await askDocker(exec, ["network", "ls", "--quiet", "--no-trunc"])) ?? "";
    return ids.split("\n").includes(id) ? {} : undefined;
  },
  remove: async (id) => {
    await exec("docker", ["network", "rm", id], { timeoutMs: CHANGE_TIMEOUT_MS });
  },
});

const containerInputs = [
  "name",
  "image",
  "restart",
  "envs",
  "labels",
  "volumes",
  "networksAdvanced",
  "ports",
  "command",
] as const satisfies readonly (keyof ContainerFields)[];

/** `docker:index/container:Container`: one that runs for good. A change of anything makes it again. */
export const container = (exec: Exec): StandInType => ({
  inputs: containerInputs,
  replaces: containerInputs,
  create: async (inputs) => {
    const args = runArgs(inputs as unknown as ContainerFields);
    const { stdout } = await exec("docker", args, { timeoutMs: CHANGE_TIMEOUT_MS });
    return { id: stdout.trim(), outputs: {} };
  },
  // like the official plugin, which must have it running: one that is stopped is made again
  read: async (id) => {
    const args = ["container", "inspect", "--format", "{{.State.Running}}", id];
    return (await askDocker(exec, args))?.trim() === "true" ? {} : undefined;
  },
  remove: async (id) => {
    await exec("docker", ["rm", "--force", id], { timeoutMs: CHANGE_TIMEOUT_MS });
  },
});

function runArgs(fields: ContainerFields): string[] {
  const { name, image, restart = "no", envs = [], labels, ports = [], command = [] } = fields;
  const [network] = fields.networksAdvanced ?? [];
  return [
    ...["run", "--detach", "--pull", "never", "--name", name, "--restart", restart],
    ...(network === undefined ? [] : ["--network", network.name]),
    ...envs.flatMap((env) => ["--env", env]),
    ...labelArgs(labels),
    ...(fields.volumes ?? []).flatMap(({ volumeName, containerPath }) => [
      "--volume",
      `${volumeName}:${containerPath}`,
    ]),
    ...ports.flatMap(({ ip, external, internal }) => [
      "--publish",
      `${ip}:${external}:${internal}`,
    ]),
    image,
    ...command,
  ];
}
