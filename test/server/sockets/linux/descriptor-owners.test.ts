/** Who owns which descriptor: those of a dead thread are closed, and no others. */
import { expect, test } from "bun:test";
import { closeSync, fstatSync, openSync } from "node:fs";
import {
  DescriptorOwners,
  descriptorOwnersMemory,
} from "../../../../src/server/sockets/linux/descriptor-owners.ts";

const open = () => openSync("/dev/null", "r");

function isOpen(descriptor: number): boolean {
  try {
    fstatSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

test("a dead thread's descriptors are closed, once, and those of others stay open", () => {
  const memory = descriptorOwnersMemory();
  const ofThread = new DescriptorOwners(memory);
  const ofMain = new DescriptorOwners(memory);
  const [first, other, second] = [open(), open(), open()];
  ofThread.take(first, 0);
  ofThread.take(other, 1);
  ofThread.take(second, 0);
  expect(ofMain.closeAll(0)).toBe(2);
  expect([first, other, second].map(isOpen)).toEqual([false, true, false]);
  expect(ofMain.closeAll(0)).toBe(0);
  expect(ofMain.closeAll(1)).toBe(1);
});

test("what a thread has released is not its own any more", () => {
  const owners = new DescriptorOwners(descriptorOwnersMemory());
  const descriptor = open();
  owners.take(descriptor, 3);
  owners.release(descriptor);
  expect(owners.closeAll(3)).toBe(0);
  expect(isOpen(descriptor)).toBe(true);
  closeSync(descriptor);
});

test("a number that was reused belongs to the thread that got it last", () => {
  const owners = new DescriptorOwners(descriptorOwnersMemory());
  const descriptor = open();
  owners.take(descriptor, 0);
  owners.release(descriptor);
  owners.take(descriptor, 1);
  expect(owners.closeAll(0)).toBe(0);
  expect(owners.closeAll(1)).toBe(1);
});

test("a failed call's result, and a number beyond all tracked ones, have no owner", () => {
  const owners = new DescriptorOwners(descriptorOwnersMemory());
  owners.take(-1, 0);
  owners.take(1 << 30, 0);
  expect(owners.closeAll(0)).toBe(0);
});
