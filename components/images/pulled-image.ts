import { RemoteImage } from "@pulumi/docker/remoteImage.js";
import type * as pulumi from "@pulumi/pulumi";
import { exec, type Exec } from "../../lib/exec.js";
import { pullImage } from "../provider/docker.js";

/**
 * An image in Docker, where it stays when the resource goes. The `docker` command pulls it, right before the plugin
 * would: only that uses the user's `docker login` and credential helpers. The plugin takes an
 * image that is there as it is. A hook is no part of what is declared, so a stack made without it sees no change.
 */
export const pulledImage = (
  name: string,
  image: string,
  opts: pulumi.CustomResourceOptions,
  run: Exec = exec,
): RemoteImage =>
  new RemoteImage(
    name,
    { name: image, keepLocally: true },
    { ...opts, retainOnDelete: true, hooks: { beforeCreate: [() => pullImage(run, image)] } },
  );
