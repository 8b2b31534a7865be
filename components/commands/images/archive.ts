import { z } from "zod";
import { isFor, platformOf } from "./platform.js";

/** What an index says of a manifest; also what an index of our own says. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/** A manifest that an archive of `docker save` names. */
export interface Manifest {
  /** `linux/arm/v7`; `unknown/unknown` for an attestation. */
  readonly platform: string;
  /** Whether it is in the archive with its configuration and all its layers. */
  readonly isWhole: boolean;
  /** Where its blob is. Undefined in Docker's own format, which has no manifests. */
  readonly target: Descriptor | undefined;
  /** Whether the image's name stands for an index that lists it, and not for the manifest itself. */
  readonly isListed: boolean;
}

/** The files of an archive. */
export interface ArchiveFiles {
  readonly names: ReadonlySet<string>;
  readonly read: (name: string) => Promise<string>;
}

const platform = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
});
const descriptor = z.object({
  mediaType: z.string().default(""),
  digest: z.string(),
  size: z.number(),
  platform: platform.optional(),
});
const index = z.object({ manifests: z.array(descriptor) });
const blob = z.object({ digest: z.string() });
const manifest = z.object({ config: blob, layers: z.array(blob) });
const dockerFormat = z.array(z.object({ Config: z.string() }));

type Listed = z.infer<typeof descriptor>;

/** An index names manifests, or an index that does; deeper than this nobody nests them. */
const DEPTH = 3;

/**
 * The manifests that an archive names. With its containerd store Docker writes the whole index of an image and the
 * content of those platforms that it pulled (moby, daemon/containerd/image_exporter.go); before 25.0 there is only
 * Docker's own format, whose platform is in the configuration.
 */
export async function manifestsIn(files: ArchiveFiles): Promise<Manifest[]> {
  if (files.names.has("index.json")) return listedIn(files, "index.json", 0);
  if (!files.names.has("manifest.json")) return [];
  const images = dockerFormat.parse(JSON.parse(await files.read("manifest.json")));
  return Promise.all(
    images.map(async ({ Config }) => {
      const config = platform.partial().parse(JSON.parse(await files.read(Config)));
      return { platform: platformOf(config), isWhole: true, target: undefined, isListed: false };
    }),
  );
}

/** @param depth 0 for the archive's own index, whose entries are what the image's name stands for. */
async function listedIn(files: ArchiveFiles, name: string, depth: number): Promise<Manifest[]> {
  const { manifests } = index.parse(JSON.parse(await files.read(name)));
  const found = manifests.map(async (each): Promise<Manifest[]> => {
    const isIndex = /index|manifest\.list/.test(each.mediaType);
    if (!isIndex) return [await manifestOf(files, each, depth > 0)];
    const file = blobOf(each.digest);
    return files.names.has(file) && depth < DEPTH ? listedIn(files, file, depth + 1) : [];
  });
  return (await Promise.all(found)).flat();
}

async function manifestOf(
  files: ArchiveFiles,
  { platform: named, ...target }: Listed,
  isListed: boolean,
): Promise<Manifest> {
  const file = blobOf(target.digest);
  const missing = { platform: platformOf(named ?? {}), isWhole: false, target, isListed };
  if (!files.names.has(file)) return missing;
  const { config, layers } = manifest.parse(JSON.parse(await files.read(file)));
  const isWhole = [config, ...layers].every(({ digest }) => files.names.has(blobOf(digest)));
  if (named !== undefined || !files.names.has(blobOf(config.digest)))
    return { ...missing, isWhole };
  const said = platform.partial().parse(JSON.parse(await files.read(blobOf(config.digest))));
  return { ...missing, platform: platformOf(said), isWhole };
}

const blobOf = (digest: string): string => `blobs/${digest.replace(":", "/")}`;

/**
 * The manifest to take: the one for the node, else another one for Linux, which the node may run under emulation.
 * Undefined: there is none, or nothing of it is whole.
 * @param node the node's platform: `linux/arm64`.
 */
export function choose(manifests: readonly Manifest[], node: string): Manifest | undefined {
  const whole = manifests.filter(({ isWhole, platform: of }) => isWhole && of.startsWith("linux/"));
  const order = [node, "linux/amd64", "linux/arm64"];
  const preferred = order.map((wanted) => whole.find(({ platform: of }) => isFor(of, wanted)));
  return preferred.find((found) => found !== undefined) ?? whole[0];
}
