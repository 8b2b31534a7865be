import * as pulumi from "@pulumi/pulumi";
import { filesMade, type CertificatesSpec } from "../../labs/certificates.js";

/** What the engine is asked to register: the inputs as it would see them, and the options that order the work. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** Secrets are unwrapped; what a dependency gives out only later is there as the mock gave it. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The logical name of the parent; undefined for a child of the stack itself. */
  readonly parent: string | undefined;
  /** Logical names, sorted; a component stands for its children. */
  readonly dependsOn: readonly string[];
  /** The logical name of the explicit provider; undefined for a default one. */
  readonly provider: string | undefined;
  readonly deletedWith: string | undefined;
  readonly deleteBeforeReplace: boolean;
  readonly secretOutputs: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly retainOnDelete: boolean;
  /** How many hooks run right before it is made. */
  readonly beforeCreate: number;
}

/** The part of a registration request (Pulumi's protocol buffers) that is read here. */
interface Request {
  getType(): string;
  getName(): string;
  getParent(): string;
  getObject(): { toJavaScript(): Record<string, unknown> };
  getDependenciesList(): string[];
  getProvider(): string;
  getDeletedwith(): string;
  getDeletebeforereplace(): boolean;
  getAdditionalsecretoutputsList(): string[];
  getIgnorechangesList(): string[];
  getRetainondelete(): boolean;
  getHooks(): { getBeforeCreateList(): string[] } | undefined;
}

/** The methods of the mock monitor that are listened to. */
interface Monitor {
  registerResource(request: Request, callback: unknown): unknown;
  registerResourceHook?(request: unknown, callback: (error: null, answer: object) => void): void;
}

const PROJECT = "istio-lab";
const STACK = "test";
/** The keys that mark a secret on its way to the engine. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** The content of each file of an authority: the word that tells where it must not be seen. */
const contentOf = ({ spec }: { readonly spec: CertificatesSpec }): object =>
  Object.fromEntries(filesMade(spec).map((file) => [file, `content of ${file}`]));

/** Each resource gets its inputs as outputs, an id made of its name, and a kubeconfig; certificates their files. */
const mocks = (refused: string[]): pulumi.runtime.Mocks => ({
  newResource: ({ name, type, inputs }) => ({
    id: `${name}-id`,
    state: {
      kubeconfig: `kubeconfig of ${name}`,
      ...(inputs as object),
      ...(type === "lab:certificates:Certificates"
        ? { files: contentOf(inputs as { readonly spec: CertificatesSpec }) }
        : {}),
    },
  }),
  call: ({ token }) => {
    refused.push(token);
    throw new Error(`unknown call ${token}`);
  },
});

/**
 * Runs a program under Pulumi's mocks, to the last child, and gives what it registered, in that order.
 * @throws Error when two resources have the same URN, which the mocks alone would not notice, or when a function
 * of a provider is called: a preview without a cluster could not answer it.
 */
export async function record(program: () => unknown): Promise<Registration[]> {
  const refused: string[] = [];
  await pulumi.runtime.setMocks(mocks(refused), PROJECT, STACK);
  const requests = listen(pulumi.runtime.getMonitor() as unknown as Monitor);
  await pulumi.runtime.runInPulumiStack(async () => {
    await program();
    return {};
  });
  // without it the children of components would be missing
  await pulumi.runtime.disconnect();
  if (refused.length > 0) throw new Error(`unknown call ${refused.join(", ")}`);
  const seen = requests.filter((request) => request.getType() !== "pulumi:pulumi:Stack");
  refuseTwins(seen);
  return seen.map(registrationOf);
}

/** Notes each request before the mock answers it: the mocks' own arguments lack most options. */
function listen(monitor: Monitor): Request[] {
  const requests: Request[] = [];
  // the mocks say that they know hooks, and do not
  monitor.registerResourceHook = (_request, callback) => {
    callback(null, {});
  };
  const answer = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    requests.push(request);
    return answer(request, callback);
  };
  return requests;
}

function refuseTwins(requests: readonly Request[]): void {
  const urns = requests.map(urnOf);
  const twin = urns.find((urn, index) => urns.indexOf(urn) !== index);
  if (twin !== undefined) throw new Error(`two resources with the URN ${twin}`);
}

/** As the engine makes it: of the parent it holds the type, and not the name. */
function urnOf(request: Request): string {
  const parentType = request.getParent().split("::")[2] ?? "";
  return `${parentType}$${request.getType()}::${request.getName()}`;
}

function registrationOf(request: Request): Registration {
  return {
    type: request.getType(),
    name: request.getName(),
    inputs: withoutSecrets(request.getObject().toJavaScript()) as Record<string, unknown>,
    parent: nameIn(request.getParent()),
    dependsOn: request
      .getDependenciesList()
      .map((urn) => nameIn(urn) ?? "")
      .sort(),
    provider: nameIn(request.getProvider().replace(/::[^:]*$/, "")),
    deletedWith: nameIn(request.getDeletedwith()),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    ignoreChanges: request.getIgnorechangesList(),
    retainOnDelete: request.getRetainondelete(),
    beforeCreate: request.getHooks()?.getBeforeCreateList().length ?? 0,
  };
}

/** The logical name in a URN; undefined for none, and for the stack. */
function nameIn(urn: string): string | undefined {
  if (urn === "" || urn.includes("::pulumi:pulumi:Stack::")) return undefined;
  return urn.split("::").at(-1);
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const map = value as Readonly<Record<string, unknown>>;
  if (map[SIGNATURE] === SECRET) return withoutSecrets(map["value"]);
  return Object.fromEntries(
    Object.entries(map).map(([key, field]) => [key, withoutSecrets(field)]),
  );
}
