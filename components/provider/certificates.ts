import type { provider } from "@pulumi/pulumi";
import { unwrapRpcSecret } from "@pulumi/pulumi/runtime/rpc.js";
import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { filesMade, type CertificatesSpec } from "../../labs/certificates.js";
import { certificatesDir } from "../../lib/paths.js";
import { areThere, readBook, removeFiles, writeFiles } from "../certificates/files.js";
import type { Files } from "../certificates/make.js";
import { shown } from "./shown-error.js";
import { LAB_PROVIDER_VERSION } from "./version.js";

/** What the program declares of an authority. */
export interface CertificatesInputs {
  readonly stack: string;
  readonly spec: CertificatesSpec;
  /** The book's checkout, where its own are asked for. */
  readonly book?: string;
  /** When new ones were last asked for (`lab certs renew`). */
  readonly renewed?: string;
}

/** What the state keeps of it: the content of the files is a secret there. */
export interface CertificatesState extends CertificatesInputs {
  readonly files: Files;
}

/** Where the files of a stack lie. Tests have another place. */
type FolderOf = (stack: string) => string;

/** Makes the content of the files. Tests have a quicker way. */
type Make = (spec: CertificatesSpec) => Promise<Files>;

const INPUTS = ["stack", "spec", "book", "renewed"] as const;

/**
 * Certificates as a resource: made once and kept, since what is in the state is what is written. Files that were
 * removed or changed by hand are written again, with the same content.
 */
export function certificatesProvider(
  folderOf: FolderOf = certificatesDir,
  make: Make = makeNew,
): provider.Provider {
  const made = async (inputs: CertificatesInputs): Promise<CertificatesState> => {
    const files = await contentFor(inputs, make);
    await writeFiles(folderOf(inputs.stack), files);
    return { ...inputs, files };
  };
  const changed = (olds: CertificatesState, news: CertificatesInputs): boolean =>
    INPUTS.some((field) => !isDeepStrictEqual(olds[field], news[field]));

  return {
    version: LAB_PROVIDER_VERSION,

    check: (_urn: string, _olds: CertificatesInputs, news: CertificatesInputs) =>
      Promise.resolve({ inputs: news, failures: [] }),

    diff: async (_id: string, _urn: string, olds: CertificatesState, news: CertificatesInputs) => ({
      changes: changed(olds, news) || !(await areThere(folderOf(olds.stack), contentIn(olds))),
      replaces: [],
    }),

    create: (_urn: string, inputs: CertificatesInputs) =>
      shown(async () => ({
        id: `${inputs.stack}-${inputs.spec.name}-${randomBytes(4).toString("hex")}`,
        outs: await made(inputs),
      })),

    read: (id: string, _urn: string, props: CertificatesState) => Promise.resolve({ id, props }),

    update: (_id: string, _urn: string, olds: CertificatesState, news: CertificatesInputs) =>
      shown(async () => {
        const folder = folderOf(olds.stack);
        if (changed(olds, news)) {
          const left = filesMade(olds.spec).filter((name) => !filesMade(news.spec).includes(name));
          await removeFiles(folder, left);
          return { outs: await made(news) };
        }
        await writeFiles(folder, contentIn(olds));
        return { outs: olds };
      }),

    delete: (_id: string, _urn: string, { stack, spec }: CertificatesState) =>
      removeFiles(folderOf(stack), filesMade(spec)),
  };
}

/** The content that a state keeps. As a secret it comes wrapped. */
const contentIn = ({ files }: CertificatesState): Files => unwrapRpcSecret(files) as Files;

const contentFor = ({ spec, book }: CertificatesInputs, make: Make): Promise<Files> =>
  spec.flaw === "book" && book !== undefined ? readBook(book, spec) : make(spec);

async function makeNew(spec: CertificatesSpec): Promise<Files> {
  // two thirds of a second to load, and only what is made new needs it
  const { makeCertificates } = await import("../certificates/make.js");
  return makeCertificates(spec);
}
