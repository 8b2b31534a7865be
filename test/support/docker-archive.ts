import { execa } from "execa";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A manifest that an archive's index names. */
export interface Archived {
  /** `linux/arm/v7`, or `unknown/unknown` for an attestation. */
  readonly platform: string;
  /** Whether its content is in the archive too. Docker's containerd store leaves out what it never pulled. */
  readonly isThere?: boolean;
}

/** An image in an archive of `docker save`. */
export interface ArchivedImage {
  /** The name it is saved under, in full: `docker.io/library/registry:2.8.3`. */
  readonly name: string;
  readonly manifests: readonly Archived[];
  /**
   * `index`: as Docker's containerd store keeps what a registry's index named. `manifest`: one manifest without an
   * index, `named`: the same with its platform (Docker 25.0.0 to 25.0.5). `docker`: Docker's own format, as before 25.
   */
  readonly shape: "index" | "manifest" | "named" | "docker";
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const OCI = "application/vnd.oci.image";
const TIMEOUT_MS = 30_000;

/** Writes an archive as `docker save` does with one store or the other; every image is one small file. */
export async function writeArchive(file: string, images: readonly ArchivedImage[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "docker-archive-"));
  try {
    const archive = new Archive(folder);
    for (const image of images) await archive.add(image);
    await archive.close();
    await execa("tar", ["-C", folder, "-cf", file, "."], { timeout: TIMEOUT_MS });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

class Archive {
  readonly #folder: string;
  readonly #index: object[] = [];
  readonly #docker: object[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  async add({ name, manifests, shape }: ArchivedImage): Promise<void> {
    const [first] = manifests;
    if (first === undefined) throw new Error(`${name} has no manifest`);
    if (shape === "docker") return this.#addDocker(name, first.platform);
    const listed = await Promise.all(manifests.map((each) => this.#manifest(name, each)));
    const target = shape === "index" ? await this.#indexOf(listed) : listed[0];
    const { platform: _unnamed, ...bare } = target as Descriptor & { platform?: unknown };
    const annotations = { "io.containerd.image.name": name };
    this.#index.push({ ...(shape === "named" ? target : bare), annotations });
  }

  async close(): Promise<void> {
    if (this.#docker.length > 0) await this.#write("manifest.json", JSON.stringify(this.#docker));
    if (this.#index.length === 0) return;
    const index = { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: this.#index };
    await this.#write("index.json", JSON.stringify(index));
    await this.#write("oci-layout", '{"imageLayoutVersion":"1.0.0"}');
  }

  /** A manifest, with the config and the layer that it names. */
  async #manifest(name: string, { platform, isThere = true }: Archived): Promise<object> {
    const layer = await layerOf(`${name} ${platform}`);
    const config = JSON.stringify(configOf(platform, layer));
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: described(`${OCI}.config.v1+json`, config),
      layers: [described(`${OCI}.layer.v1.tar`, layer)],
    });
    if (isThere) for (const blob of [layer, config, manifest]) await this.#blob(blob);
    const about = described(`${OCI}.manifest.v1+json`, manifest);
    const isAttestation = platform === "unknown/unknown";
    const annotations = { "vnd.docker.reference.type": "attestation-manifest" };
    return {
      ...about,
      platform: parse(platform),
      ...(isAttestation ? { annotations } : {}),
    };
  }

  async #indexOf(manifests: readonly object[]): Promise<Descriptor> {
    const mediaType = `${OCI}.index.v1+json`;
    const text = JSON.stringify({ schemaVersion: 2, mediaType, manifests });
    await this.#blob(text);
    return described(mediaType, text);
  }

  async #addDocker(name: string, platform: string): Promise<void> {
    const layer = await layerOf(`${name} ${platform}`);
    const config = JSON.stringify(configOf(platform, layer));
    const [configFile, layerFile] = [`${hex(config)}.json`, `${hex(layer)}/layer.tar`];
    await this.#write(configFile, config);
    await this.#write(layerFile, layer);
    const tag = name.replace(/^docker\.io\/(library\/)?/, "");
    this.#docker.push({ Config: configFile, RepoTags: [tag], Layers: [layerFile] });
  }

  #blob(content: string | Buffer): Promise<void> {
    return this.#write(`blobs/sha256/${hex(content)}`, content);
  }

  async #write(path: string, content: string | Buffer): Promise<void> {
    await mkdir(join(this.#folder, path, ".."), { recursive: true });
    await writeFile(join(this.#folder, path), content);
  }
}

/** A layer of one file, so that the images of two platforms differ. */
async function layerOf(text: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "docker-layer-"));
  try {
    await writeFile(join(folder, "what"), text);
    const args = ["-C", folder, "-cf", "-", "what"];
    const { stdout } = await execa("tar", args, { encoding: "buffer", timeout: TIMEOUT_MS });
    return Buffer.from(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const configOf = (platform: string, layer: Buffer): object => ({
  ...parse(platform),
  config: { Cmd: ["/what"] },
  rootfs: { type: "layers", diff_ids: [`sha256:${hex(layer)}`] },
});

function parse(platform: string): object {
  const [os, architecture, variant] = platform.split("/");
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

const hex = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

const described = (mediaType: string, content: string | Buffer): Descriptor => ({
  mediaType,
  digest: `sha256:${hex(content)}`,
  size: Buffer.byteLength(content),
});
