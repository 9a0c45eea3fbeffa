import { BunSockets } from "../../src/bench/bun-sockets.ts";
import { testSockets } from "./socket-contract.ts";

testSockets("the runtime's sockets", (target, events) => new BunSockets(target, events));
