import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BedContext } from "../../../tools/bed/context.js";
import { controlPlane, proxyPrograms } from "../../../tools/bed/images/control-plane.js";
import type { BedImage } from "../../../tools/bed/images/image.js";
import { nodeImage } from "../../../tools/bed/node/image.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec, ExecResult } from "../../../lib/exec.js";
import { studied } from "../../../tools/pins.js";
import type { Unit } from "../../../tools/tool.js";
import { Bench, fakeUnit } from "../fixture.js";

interface FakeImage {
  readonly labels: Readonly<Record<string, string>>;
}

const fail = (text: string): never => {
  throw new ToolError("command-failed", text);
};

/** A Debian with Docker that only remembers: images are names with labels, archives are JSON. */
export class FakeMachine implements AsyncDisposable {
  /** Every command, as one line, in order. */
  readonly calls: string[] = [];
  readonly images = new Map<string, FakeImage>();
  /** The containers, by name, with the labels of their images. */
  readonly containers = new Map<string, readonly string[]>();
  /** Whether an engine answers. */
  answers = true;
  readonly #bench: Bench;

  private constructor(bench: Bench) {
    this.#bench = bench;
  }

  /** Makes one, on which the commands that the bed looks for are there. */
  static async make(): Promise<FakeMachine> {
    const bench = await Bench.create();
    for (const program of ["bash", "tar", "zstd", "debootstrap", "docker", "dockerd"])
      await bench.file(`bin/${program}`, "");
    return new FakeMachine(bench);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#bench[Symbol.asyncDispose]();
  }

  /** What was said. */
  get said(): readonly string[] {
    return this.#bench.said;
  }

  get bedDir(): string {
    return join(this.#bench.cache, "bed");
  }

  context(given: Partial<BedContext> = {}): BedContext {
    const base = this.#bench.context(units(), { exec: this.exec });
    return { ...base, lab: [], ...given };
  }

  /** The commands that begin in one of these ways. */
  called(...begins: readonly string[]): readonly string[] {
    return this.calls.filter((call) => begins.some((begin) => call.startsWith(begin)));
  }

  readonly exec: Exec = async (command, args): Promise<ExecResult> => {
    this.calls.push([command, ...args].join(" "));
    const stdout = (await this.#answer(command, args)) ?? "";
    return { stdout, stderr: "" };
  };

  async #answer(command: string, args: readonly string[]): Promise<string | undefined> {
    if (command === "docker") return this.#docker(args);
    if (command === "bash") return this.#pipe(args.slice(5));
    if (command === "debootstrap") return makeDebian(args.at(-1) ?? "");
    if (command === "chroot") return fail("not a dynamic executable");
    return fail(`the fake machine has no ${command}`);
  }

  async #docker(args: readonly string[]): Promise<string | undefined> {
    if (!this.answers) return fail("Cannot connect to the Docker daemon");
    const [verb, noun = ""] = args;
    const last = args.at(-1) ?? "";
    if (verb === "info") return "20.10.24\n";
    if (verb === "image" && noun === "inspect") return this.#inspect(last);
    if (verb === "image") for (const name of args.slice(2)) this.images.delete(name);
    if (verb === "build") {
      const text = await readFile(join(last, "Dockerfile"), "utf8");
      this.images.set(args.at(-2) ?? "", { labels: labelsIn(text) });
    }
    if (verb === "commit") this.images.set(last, { labels: labelsIn(args.join("\n")) });
    if (verb === "images") return [...this.images.keys()].join("\n");
    if (verb === "run") return "made\n";
    if (verb !== "ps") return undefined;
    const filter = args.find((arg) => arg.startsWith("label="))?.slice("label=".length);
    const found = [...this.containers].filter(
      ([, labels]) => filter === undefined || labels.includes(filter),
    );
    return found.map(([name]) => name).join("\n");
  }

  #inspect(name: string): string {
    const image = this.images.get(name);
    if (image === undefined) return fail(`No such image: ${name}`);
    return JSON.stringify([{ Size: 1_000_000, Config: { Labels: image.labels } }]);
  }

  async #pipe([count = "", ...words]: readonly string[]): Promise<undefined> {
    const from = words.slice(0, Number(count));
    const to = words.slice(Number(count));
    if (from[0] === "zstd") {
      const text = await readFile(from.at(-1) ?? "", "utf8");
      if (to[0] === "docker") this.#load(text);
      else if (text === "debian") await makeDebian(to[2] ?? "");
      else fail("zstd: unsupported format");
    }
    if (to[0] !== "zstd") return;
    const saved = [...this.images].filter(([name]) => from.includes(name));
    await writeFile(to.at(-1) ?? "", from[0] === "docker" ? JSON.stringify(saved) : "debian");
  }

  #load(text: string): void {
    try {
      for (const [name, image] of JSON.parse(text) as [string, FakeImage][])
        this.images.set(name, image);
    } catch {
      fail("zstd: unsupported format");
    }
  }
}

/** An image of a pod, for tests: `docker.io/lab/hello:1`. */
export const podImage = (given: Partial<BedImage> = {}): BedImage => ({
  name: "docker.io/lab/hello:1",
  what: "says hello",
  tools: [],
  files: async ({ root }) => {
    await writeFile(join(root, "hello"), "");
  },
  config: ['ENTRYPOINT ["/hello"]'],
  revision: 1,
  ...given,
});

const labelsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/LABEL (\S+)=(".*")/g)].map(([, name = "", value = '""']) => [
      name,
      JSON.parse(value) as string,
    ]),
  );

/** What debootstrap gives, as far as the images ask for it. */
async function makeDebian(dir: string): Promise<undefined> {
  const files = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/usr/lib/x86_64-linux-gnu/xtables/libxt.so",
  ];
  for (const file of [...proxyPrograms, ...files]) {
    await mkdir(join(dir, dirname(file)), { recursive: true });
    await writeFile(join(dir, file), "");
  }
}

function units(): readonly Unit[] {
  const names = new Set([
    ...nodeImage(studied).tools,
    ...controlPlane(studied).flatMap(({ tools }) => tools),
  ]);
  names.delete("kind-base");
  return [...[...names].map((name) => fakeUnit({ name })), kindBase()];
}

function kindBase(): Unit {
  const file = "usr/local/bin/entrypoint";
  const build: Unit["build"]["run"] = async ({ out }) => {
    await mkdir(join(out, "kind-base", dirname(file)), { recursive: true });
    await writeFile(join(out, "kind-base", file), "");
    return { version: "1.0.0", from: "sources" };
  };
  const unit = fakeUnit({ name: "kind-base", build });
  return { ...unit, tools: [{ name: "kind-base", files: [file], main: "." }] };
}
