import { exec } from "../../../lib/exec.js";
import { pins } from "../../../tools/pins.js";
import { container, network, remoteImage, volume } from "./docker-types.js";
import { serve } from "./serve.js";

await serve("docker", pins.dockerProvider, {
  "docker:index/remoteImage:RemoteImage": remoteImage(exec),
  "docker:index/volume:Volume": volume(exec),
  "docker:index/network:Network": network(exec),
  "docker:index/container:Container": container(exec),
});
