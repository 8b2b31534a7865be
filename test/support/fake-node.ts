import type { CommandWorld } from "../../components/commands/world.js";
import { fullImageName } from "../../labs/images.js";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import type { Archived, ArchivedImage } from "./docker-archive.js";

/** An image as Docker has it: its id, the platform that it tells, and what its archive holds. */
export interface FakeImage extends ArchivedImage {
  readonly id: string;
  readonly platform: string;
}

/** An image as the node's containerd has it. */
interface NodeImage {
  readonly platforms: readonly string[];
  /** Whether its name stands for a manifest, and not for an index. */
  readonly isManifest: boolean;
  /** Whether its content is referred to, so that no garbage collection takes it. */
  readonly isKept: boolean;
  readonly id: string;
}

const SEPARATOR = "\n---\n";
const QEMU =
  "enabled\ninterpreter /usr/bin/qemu-x86_64\nmagic 7f454c4602010100000000000000000002003e00\n";

/**
 * A Docker and the containerd of a node on arm64, which take archives as containerd 1.7.13 does (import.go,
 * images/archive/importer.go): with a platform, an entry of another one is left out without a word, unless it is the
 * only one; an entry that is wanted and is not in the archive ends it all.
 */
export class FakeNode {
  readonly calls: string[] = [];
  readonly said: string[] = [];
  readonly docker = new Map<string, FakeImage>();
  readonly images = new Map<string, NodeImage>();
  /** What was imported, archive by archive. */
  readonly sent: { platform: string; names: string[] }[] = [];
  /** Archives that lie in the node. */
  files: FakeImage[] = [];
  /** Images that Docker has lost, until they are pulled. */
  readonly lost = new Set<string>();
  /** Images that are not unpacked, whatever is done. */
  readonly broken = new Set<string>();
  importFails: ToolError | undefined;
  record: Record<string, string>;
  readonly #snapshotter: string;
  readonly #binfmt: string;
  #time = 0;

  constructor({
    has = {},
    record = {},
    snapshotter = "overlayfs",
    binfmt = QEMU,
  }: {
    readonly has?: Readonly<Record<string, string>>;
    readonly record?: Record<string, string>;
    readonly snapshotter?: string;
    readonly binfmt?: string;
  } = {}) {
    this.record = record;
    this.#snapshotter = snapshotter;
    this.#binfmt = binfmt;
    const native = { platforms: ["linux/arm64"], isManifest: true, isKept: true };
    for (const [name, id] of Object.entries(has)) this.images.set(name, { ...native, id });
  }

  get world(): CommandWorld {
    return {
      exec: this.#exec,
      kubectl: () => () => Promise.reject(new Error("no kubectl")),
      locate: (tool) => Promise.resolve(tool),
      say: (line) => void this.said.push(line),
      now: () => this.#time,
      sleep: (ms) => {
        this.#time += ms;
        return Promise.resolve();
      },
    };
  }

  readonly #exec: Exec = (command, args, options) => {
    this.calls.push([command, ...args].join(" "));
    try {
      const stdout = this.#answer(command, args, options?.input ?? "");
      return Promise.resolve({ stdout, stderr: "" });
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error("fake"));
    }
  };

  #answer(command: string, args: readonly string[], input: string): string {
    if (command === "bash") return this.#pipe(args.slice(4));
    const last = args.at(-1) ?? "";
    switch (args[0] ?? "") {
      case "image":
        return this.#dockerImage(args[1] ?? "", last);
      case "pull":
        this.lost.delete(last);
        return "";
      case "tag":
        this.docker.set(last, this.#inDocker(args[1] ?? ""));
        return "";
      default:
        return this.#inNode(args.slice(args.indexOf("myk8s-control-plane") + 1), input);
    }
  }

  #inDocker(name: string): FakeImage {
    const found = this.docker.get(name) ?? this.docker.get(name.replace(/:latest$/, ""));
    if (found === undefined || this.lost.has(name)) throw failed(`No such image: ${name}`);
    return found;
  }

  #dockerImage(verb: string, name: string): string {
    if (verb === "rm") this.docker.delete(name);
    if (verb !== "inspect") return "";
    return `1000000 ${this.#inDocker(name).platform.replace("/", " ")}\n`;
  }

  #pipe([what, , ...rest]: readonly string[]): string {
    if (what === "stash") {
      const [, saved = ""] = rest;
      this.files = [{ ...this.#inDocker(saved), name: fullImageName(saved) }];
      return "";
    }
    const [platform = "", , ...names] = rest;
    this.#import(
      names.map((name) => ({ ...this.#inDocker(name), name: fullImageName(name) })),
      platform,
      names,
    );
    return "";
  }

  #import(images: readonly FakeImage[], platform: string, names: readonly string[]): void {
    this.sent.push({ platform, names: [...names] });
    if (this.importFails !== undefined) throw this.importFails;
    const wanted = images.flatMap((image) => entriesFor(image, platform));
    if (wanted.length === 0) throw failed("ctr: image might be filtered out");
    if (wanted.some(({ isThere }) => isThere === false)) throw failed("content digest: not found");
    for (const image of images) {
      const isIndex = image.shape === "index" && image.manifests.length > 1;
      const all = image.manifests.map((each) => each.platform);
      this.images.set(image.name, {
        platforms: isIndex ? all : all.slice(0, 1),
        isManifest: !isIndex,
        isKept: entriesFor(image, platform).length > 0,
        id: `node:${image.id}`,
      });
    }
  }

  #inNode([program, ...args]: readonly string[], input: string): string {
    const line = args.join(" ");
    if (program === "rm") this.files = [];
    if (program === "tar") return this.#tar(args);
    if (program === "ctr") return this.#ctr(args.slice(3));
    if (program !== "sh") return "";
    if (line.includes("binfmt_misc")) return this.#binfmt;
    if (line.includes("cat >/var/lib")) this.record = JSON.parse(input) as Record<string, string>;
    if (line.includes("oci-layout")) this.#rename(input);
    if (line.includes("crictl info")) return this.#facts();
    if (line.includes("check")) return this.#standing();
    return "";
  }

  #ctr([verb, ...args]: readonly string[]): string {
    const [from = "", to = ""] = args.slice(-2);
    const found = this.images.get(from);
    if (verb === "tag" && found !== undefined) this.images.set(to, found);
    if (verb === "rm") this.images.delete(args.at(-1) ?? "");
    if (verb === "import") {
      const platform = args[args.indexOf("--platform") + 1] ?? "";
      this.#import(
        this.files,
        platform,
        this.files.map(({ name }) => name),
      );
    }
    return "";
  }

  /** Only what is read of it: the index and its manifests. */
  #tar([verb, , name = ""]: readonly string[]): string {
    const [image] = this.files;
    if (image === undefined) throw failed("no archive");
    const files = filesOf(image);
    if (verb === "-tf") return Object.keys(files).join("\n");
    return files[name] ?? "";
  }

  #rename(input: string): void {
    const index = JSON.parse(input) as {
      readonly manifests: readonly [
        { readonly digest: string; readonly annotations: Readonly<Record<string, string>> },
      ];
    };
    const [{ digest, annotations }] = index.manifests;
    const name = annotations["io.containerd.image.name"] ?? "";
    const platforms = [digest.replace("sha256:", "").replaceAll("-", "/")];
    this.images.set(name, { platforms, isManifest: true, isKept: true, id: "node:manifest" });
  }

  #facts(): string {
    const info = { config: { containerd: { snapshotter: this.#snapshotter } } };
    const sections = [this.#crictl(), JSON.stringify(this.record), "arm64", JSON.stringify(info)];
    return sections.join(`\n${SEPARATOR}`);
  }

  /** The runtime looks for the node's own platform in an index. */
  #crictl(): string {
    const known = [...this.images].filter(
      ([, { isManifest, platforms }]) => isManifest || platforms.includes("linux/arm64"),
    );
    const images = known.map(([name, { id }]) => ({
      id,
      ...(name.includes("@") ? { repoDigests: [name] } : { repoTags: [name] }),
    }));
    return JSON.stringify({ images });
  }

  #standing(): string {
    const checked = [...this.images.keys()].map(
      (name) => `${name} type sha256:1 complete (2/2) 1.0 KiB/1.0 KiB ${!this.broken.has(name)}`,
    );
    const listed = [...this.images].map(
      ([name, { platforms }]) => `${name} type sha256:1 1.0 KiB ${platforms.join(",")} -`,
    );
    const tables = [
      ["REF TYPE DIGEST STATUS SIZE UNPACKED", ...checked],
      ["REF TYPE DIGEST SIZE PLATFORMS LABELS", ...listed],
    ].map((rows) => rows.join("\n"));
    return [...tables, this.#crictl()].join(`\n${SEPARATOR}`);
  }
}

/** What an import for a platform wants of an image. */
function entriesFor({ shape, manifests }: FakeImage, platform: string): readonly Archived[] {
  // a manifest without a platform of its own is never left out
  if (shape === "manifest") return manifests;
  return manifests.filter((each) => each.platform === platform);
}

/** The files of an image's archive; a digest is the platform that it is for. */
function filesOf({ shape, manifests }: FakeImage): Record<string, string> {
  const digestOf = (platform: string): string => platform.replaceAll("/", "-");
  const files: Record<string, string> = {};
  const listed = manifests.map(({ platform, isThere = true }) => {
    const [os, architecture, variant] = platform.split("/");
    const digest = digestOf(platform);
    const config = JSON.stringify({ os, architecture, variant });
    if (isThere) {
      files[`blobs/sha256/${digest}`] = JSON.stringify({
        config: { digest: `sha256:config-${digest}` },
        layers: [],
      });
      files[`blobs/sha256/config-${digest}`] = config;
    }
    const target = { mediaType: "manifest", digest: `sha256:${digest}`, size: 1 };
    return shape === "manifest" ? target : { ...target, platform: { os, architecture, variant } };
  });
  if (shape === "docker") {
    const [first = ""] = manifests.map(({ platform }) => digestOf(platform));
    const config = `blobs/sha256/config-${first}`;
    return { "manifest.json": JSON.stringify([{ Config: config }]), [config]: files[config] ?? "" };
  }
  const top = { mediaType: "index", digest: "sha256:index", size: 1 };
  files["blobs/sha256/index"] = JSON.stringify({ manifests: listed });
  files["index.json"] = JSON.stringify({ manifests: shape === "index" ? [top] : listed });
  return files;
}

const failed = (message: string): ToolError => new ToolError("command-failed", message);
