import * as pulumi from "@pulumi/pulumi";

/**
 * Base of all components of a lab.
 * The logical name of a child starts with the name of its component: `catalog/Deployment/…`.
 */
export abstract class LabComponent extends pulumi.ComponentResource {
  readonly #name: string;

  /** @param token `istio-lab:<area>:<Type>`, declared once by each class. */
  constructor(token: string, name: string, opts: pulumi.ComponentResourceOptions) {
    super(token, name, {}, opts);
    this.#name = name;
  }

  /** The logical name of a child of this component. */
  protected childName(suffix: string): string {
    return `${this.#name}/${suffix}`;
  }
}
