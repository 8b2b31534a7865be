import { z } from "zod";
import { findWeek, weeks } from "../labs/index.js";
import type { Images, Requests } from "../labs/objects.js";
import type { StepId, Week } from "../labs/week.js";
import { UsageError } from "../lib/errors.js";
import { ISTIO } from "../tools/releases.js";
import { findTarget, namesOf, targets, anywhereTarget } from "../targets/index.js";
import type { Target } from "../targets/target.js";
import { NAMESPACE } from "../lib/settings.js";
import { didYouMean } from "../lib/suggest.js";
import { onIstio, requireIstio } from "./on-istio.js";

const PORT_RULE = "must be a port number, 0 (any free port) to 65535";

function listed(text: string): string[] {
  return text.split(",").map((name) => name.trim());
}

const others = {
  /** Port of the API server on 127.0.0.1. Default 0: any free port. */
  apiServerPort: z
    .string()
    .regex(/^\d+$/, PORT_RULE)
    .transform(Number)
    .pipe(z.number().max(65_535, PORT_RULE))
    .default(0),
  /** kind only: absolute path of the book's `book-source-code-master`, mounted at /istiobook. Default: no mount. */
  book: z.string().startsWith("/", "must be an absolute path").optional(),
  /** kind only: the host address that the ports listen on. Default 127.0.0.1: nobody else reaches the lab. */
  listenAddress: z.ipv4("must be an IPv4 address").default("127.0.0.1"),
  /**
   * Default `official`. `stand-ins`: the images that `lab bed up` makes, with what must be done differently
   * (labs/stand-ins/). `lab up` records it when Docker holds them.
   */
  images: z.enum(["official", "stand-ins"], "must be official or stand-ins").default("official"),
  /**
   * kind only. Default `official`: Istio's pods reserve what its default profile says. `small`: 10m CPU each, as in
   * its demo profile (labs/small-requests/). `lab` records it for a new lab where Docker has fewer than 4 CPUs.
   */
  cpuRequests: z.enum(["official", "small"], "must be official or small").default("official"),
  /**
   * kind only. The same of memory: `small` is 100Mi for istiod, 40Mi for each proxy and for metrics-server. `lab`
   * records it for a new lab where Docker has less than ENOUGH_MEMORY (stacks/requests.ts).
   */
  memoryRequests: z.enum(["official", "small"], "must be official or small").default("official"),
  /**
   * Another Istio than the week's, of those that it is written for (`Week.otherwise`). Kubernetes goes along where the
   * week's is too old or too new for it. Default: the week's own.
   */
  istio: z.enum(Object.keys(ISTIO), `must be ${Object.keys(ISTIO).join(" or ")}`).optional(),
  /** What of the notes' slips is reproduced: names of the week's, with commas between them. Default: nothing. */
  reproduce: z.string().transform(listed).default([]),
  /** When new certificates were last asked for; `lab certs renew` records it. Default: never. */
  certsRenewed: z.iso.datetime("must be a time in UTC, as 2026-11-27T12:00:00Z").optional(),
};

/** What a target of a config must be: one of these by its name. */
const targetAmong = (among: readonly Target[]) =>
  z
    .enum(namesOf(among), `must be ${namesOf(among).join(" or ")}`)
    .transform((name) => findTarget(name, among) ?? anywhereTarget);

const schemaFor = (among: readonly Target[]) =>
  z.strictObject({
    /** The step the lab is to stand at. Default: the week's base lab; `choose` gives that where the stack stands. */
    step: z.string().optional(),
    /** Where the lab runs; `lab` and `lab env` record it once, so that a later run never flips. */
    target: targetAmong(among),
    ...others,
  });

/** The keys of the stack's config, without their namespace. */
export const CONFIG_KEYS = Object.keys(schemaFor(targets).shape);

/** A value that each key would take, for the command that mends it. */
const EXAMPLES: Readonly<Record<string, string>> = {
  target: anywhereTarget.name,
  apiServerPort: "0",
  book: "/path/to/book-source-code-master",
  listenAddress: "127.0.0.1",
  images: "official",
  cpuRequests: "official",
  memoryRequests: "official",
  certsRenewed: "2026-11-27T12:00:00Z",
  istio: Object.keys(ISTIO)[0] ?? "",
};

/** A stack's config, checked. */
export interface LabConfig {
  readonly stack: string;
  readonly week: Week;
  readonly step: StepId;
  readonly target: Target;
  readonly apiServerPort: number;
  readonly book: string | undefined;
  readonly listenAddress: string;
  readonly images: Images;
  readonly cpuRequests: Requests;
  readonly memoryRequests: Requests;
  readonly istio: string | undefined;
  readonly reproduce: readonly string[];
  readonly certsRenewed: string | undefined;
}

/**
 * Checks the config of a stack.
 * @param stack the stack's name, which is the week's: `week1`.
 * @param values the values of the namespace `istio-lab`, by key without it.
 * @param among the targets there are.
 * @throws UsageError `unknown-week`, `unknown-config-key`, `bad-config-value` or `unknown-step`.
 */
export function parseConfig(
  stack: string,
  values: Readonly<Record<string, string>>,
  among: readonly Target[] = targets,
): LabConfig {
  const week = weekNamed(stack);
  // Pulumi.yaml gives optional keys the default "": a typed key without a default would be required
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  const result = schemaFor(among).safeParse(given);
  if (!result.success) throw badConfig(stack, given, result.error);
  const { step = week.base, ...config } = result.data;
  const { book, istio, reproduce, certsRenewed } = config;
  requireSlips(week, reproduce, book);
  if (istio !== undefined) requireIstio(week, istio);
  return {
    ...{ stack, week: onIstio(reproduced(week, reproduce), istio), step: stepOfConfig(week, step) },
    ...{ ...config, book, istio, certsRenewed },
  };
}

/** A week as a lab has it that reproduces some of its slips. */
export const reproduced = (week: Week, names: readonly string[]): Week =>
  names.length === 0 ? week : (week.reproducing?.(names) ?? week);

/** @throws UsageError `bad-config-value` for a slip that the week has not, or that needs the book's checkout */
function requireSlips(week: Week, names: readonly string[], book: string | undefined): void {
  const { id, slips = [] } = week;
  for (const name of names) {
    const slip = slips.find((each) => each.name === name);
    const known = slips.map((each) => each.name);
    const said = `Config value "${NAMESPACE}:reproduce" of stack ${id} names`;
    if (slip === undefined) {
      const allowed = known.length === 0 ? `${id} has none` : `slips: ${known.join(", ")}`;
      throw new UsageError(
        "bad-config-value",
        `${said} "${name}", which is no slip of the week.${didYouMean(name, known)} Allowed: ${allowed}.`,
        { next: `./lab config rm reproduce --week ${id}` },
      );
    }
    if (slip.needs === "book" && book === undefined) {
      throw new UsageError(
        "bad-config-value",
        `${said} "${name}", which needs the book's checkout, and the config names none.`,
        { next: `./lab config set book /path/to/book-source-code-master --week ${id}` },
      );
    }
  }
}

/** The values of a config that can be used, and what is wrong with the others. */
export interface Usable {
  readonly values: Readonly<Record<string, string>>;
  readonly mistakes: readonly UsageError[];
}

/**
 * Passes over what is wrong in a config, for a command that needs none of it: a lab can be looked at and taken down
 * with a key that is misspelt.
 * @param values as for `parseConfig`, which they pass afterwards.
 */
export function usable(stack: string, values: Readonly<Record<string, string>>): Usable {
  const mistakes: UsageError[] = [];
  const good = Object.entries(values).filter(([key, value]) => {
    try {
      const besides = key === "reproduce" ? { book: values["book"] ?? "" } : {};
      parseConfig(stack, { target: anywhereTarget.name, ...besides, [key]: value });
      return true;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      mistakes.push(error);
      return false;
    }
  });
  return { values: Object.fromEntries(good), mistakes };
}

/** @throws UsageError `unknown-week` with the weeks there are. */
export function weekNamed(name: string): Week {
  const week = findWeek(name);
  if (week !== undefined) return week;
  const ids = weeks.map(({ id }) => id);
  throw new UsageError(
    "unknown-week",
    `There is no week "${name}".${didYouMean(name, ids)} Weeks: ${ids.join(", ")}.`,
    { next: "./lab weeks" },
  );
}

/** As `stepNamed`; where the step is another week's, the config is to be mended, not that week brought up. */
const stepOfConfig = (week: Week, id: string): StepId =>
  stepNamed(week, id, `./lab steps ${week.id}`);

/**
 * @param next what helps where the step is another week's; default: that week's lab at the step.
 * @throws UsageError `unknown-step` with the range of steps, or with the week that the step belongs to.
 */
export function stepNamed(week: Week, id: string, next?: string): StepId {
  const step = week.steps.find((candidate) => candidate.id === id);
  if (step !== undefined) return step.id;
  const owner = weeks.find(({ steps }) => steps.some((candidate) => candidate.id === id));
  const ids = week.steps.map((candidate) => candidate.id);
  const why =
    owner === undefined
      ? `${week.id} has no step "${id}".${didYouMean(id, ids)}`
      : `Step ${id} belongs to ${owner.id}, not to ${week.id}.`;
  throw new UsageError("unknown-step", `${why} Steps: ${ids[0] ?? ""} to ${ids.at(-1) ?? ""}.`, {
    next:
      owner === undefined
        ? `./lab steps ${week.id}`
        : (next ?? `./lab up ${owner.id} --step ${id}`),
  });
}

function badConfig(
  stack: string,
  values: Readonly<Record<string, string>>,
  error: z.ZodError,
): UsageError {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    return new UsageError(
      "unknown-config-key",
      `Stack ${stack} has the unknown config key "${NAMESPACE}:${key}".${didYouMean(key, CONFIG_KEYS)} Keys: ${CONFIG_KEYS.join(", ")}.`,
      { next: `./lab config rm ${key} --week ${stack}` },
    );
  }
  const key = String(issue?.path[0] ?? "");
  const seen = values[key];
  const what =
    seen === undefined
      ? `Stack ${stack} has no config value "${NAMESPACE}:${key}"`
      : `Config value "${NAMESPACE}:${key}" of stack ${stack} is "${seen}"`;
  return new UsageError("bad-config-value", `${what}: ${issue?.message ?? "not valid"}.`, {
    next: `./lab config set ${key} ${EXAMPLES[key] ?? ""} --week ${stack}`,
  });
}
