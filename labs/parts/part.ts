import type { KubeObject } from "../kube.js";

/** The order of the objects within a part; each stage waits until the one before it is ready. */
export interface Stages {
  /** The stage of an object, from 0. */
  readonly of: (object: KubeObject) => number;
  /** The stage with which the part is ready for those that wait for it. @default the last one */
  readonly ready?: number;
  /** A program (components/commands) behind that stage, which waits until what runs there answers. */
  readonly gate?: "mesh-gate";
}

/** A component of a lab: all that the rest of the code knows of it, but for the objects that the weeks give it. */
export interface PartSpec {
  readonly name: string;
  /** `istio-lab:<area>:<Type>`, in the state of every stack: another one replaces all of the part's objects. */
  readonly token: string;
  /**
   * Parts that must be ready before, where the objects alone don't tell. What lies in a namespace waits for it, and
   * what is in the mesh for Istio, without being named here (labs/waits.ts).
   */
  readonly after?: readonly string[];
  /** @default namespaces and definitions first, then all else at once */
  readonly stages?: Stages;
  /** Where the start page lies if it isn't `/`, by the Service `namespace/name`. */
  readonly pages?: Readonly<Record<string, string>>;
  /** Whether it is a sample addon of the Istio release (`samples/addons/<name>.yaml`). */
  readonly isAddon?: true;
  /** Whether it is a sample application of the Istio release (`samples/<name>/`). */
  readonly isSampleApp?: true;
  /** Whether a week can install definitions (CRDs) of that name, a file that is fetched (`<name>-definitions`). */
  readonly hasDefinitions?: true;
  /** Whether its component is there without an object too, as in stacks that were made before. */
  readonly isAlwaysThere?: true;
}

/** A part as a value; its name and marks stay literal, so that types can be made of them. */
export const definePart = <const Spec extends PartSpec>(part: Spec): Spec => part;

/** Where a part says nothing else. */
export const DEFAULT_STAGES: Stages = {
  of: ({ kind }) => (kind === "Namespace" || kind === "CustomResourceDefinition" ? 0 : 1),
};
