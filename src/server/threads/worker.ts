/** The program of a serving thread: passes the main thread's messages on. */
import type { FromThread, ToThread } from "./messages.ts";
import { type Serving, serve } from "./serve.ts";

// The web's Worker and not node:worker_threads, which costs each thread 30 ms of CPU time at its start.
declare const self: Worker;

const post = (message: FromThread) => self.postMessage(message);

let serving: Serving | undefined;

self.onmessage = ({ data }: MessageEvent<ToThread>) => {
  switch (data.kind) {
    case "start":
      serving = serve(data, post);
      break;
    case "settings":
      serving?.apply(data.settings);
      break;
    case "drain":
      serving?.drain(data.keptOpen);
      break;
    case "cut":
      serving?.cut();
      break;
    case "request":
      serving?.answer(data);
      break;
  }
};
