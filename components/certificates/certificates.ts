import * as pulumi from "@pulumi/pulumi";
import { filesMade, type CertificatesSpec } from "../../labs/certificates.js";
import { LabComponent } from "../component.js";
import { LAB_PROVIDER_VERSION } from "../provider/version.js";

export interface CertificatesArgs {
  /** The stack that they belong to: the files lie in its own folder (lib/paths.ts). */
  readonly stack: string;
  readonly certificates: readonly CertificatesSpec[];
  /** The book's checkout on the host. @default there is none, and none of its certificates can be asked for */
  readonly book?: string | undefined;
  /** When new ones were last asked for. @default never: those that were made first are kept */
  readonly renewed?: string | undefined;
}

/** Authorities and what they have signed, as files on the host. Made by the plugin in components/provider/. */
export class Certificates extends LabComponent {
  static readonly token = "istio-lab:certificates:Certificates";
  /** The content of each file, by its name: a secret. */
  readonly files: ReadonlyMap<string, pulumi.Output<string>>;
  readonly made: readonly pulumi.Resource[];

  constructor(name: string, args: CertificatesArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(Certificates.token, name, opts);
    const all = args.certificates.map((spec) => ({
      spec,
      resource: new CertificatesResource(this.childName(spec.name), spec, args, { parent: this }),
    }));
    this.made = all.map(({ resource }) => resource);
    this.files = new Map(
      all.flatMap(({ spec, resource }) =>
        filesMade(spec).map(
          (file) => [file, resource.files.apply((files) => files[file] ?? "")] as const,
        ),
      ),
    );
    this.registerOutputs({});
  }
}

class CertificatesResource extends pulumi.CustomResource {
  declare readonly files: pulumi.Output<Readonly<Record<string, string>>>;

  constructor(
    name: string,
    spec: CertificatesSpec,
    { stack, book, renewed }: CertificatesArgs,
    opts: pulumi.CustomResourceOptions,
  ) {
    const ofBook = spec.flaw === "book" ? { book } : {};
    const inputs = { stack, spec, ...ofBook, renewed, files: undefined };
    super("lab:certificates:Certificates", name, inputs, {
      ...opts,
      version: LAB_PROVIDER_VERSION,
      additionalSecretOutputs: ["files"],
    });
  }
}
