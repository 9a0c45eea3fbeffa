import { expect, test } from "bun:test";
import { join } from "node:path";
import { ClassError } from "../../../../src/grade/submissions/faults.ts";
import { makeFolder, read, SERVER } from "../class-maker.ts";

const FILES = { "budi/server.py": SERVER, "siti.py": SERVER };

test("a manifest states id, name, path, command, port and time", async () => {
  const folder = makeFolder({
    ...FILES,
    "class.csv":
      "id,name,path,command,port,submitted\n" +
      '5025211001,Budi,budi,"python3 \'my server.py\' --x=""a b""",5000,2026-11-28T01:00:00+07:00\n' +
      "s-2,,siti.py,,,\n",
  });
  const class_ = await read(join(folder, "class.csv"), { deadline: new Date("2026-11-28T00:00:00+07:00") });
  expect(class_[0]).toMatchObject({
    ...{ id: "5025211001", name: "Budi", source: "budi", folder: join(folder, "budi"), isLate: true },
    asked: { command: ["python3", "my server.py", "--x=a b"], port: 5000 },
  });
  expect(class_[1]).toMatchObject({ id: "s-2", source: "siti.py", asked: {}, isLate: undefined });
  expect(class_[1]?.name).toBeUndefined();
  expect(class_[1]?.files).toEqual([{ path: "siti.py", size: SERVER.length }]);
});

test("a manifest may be separated by semicolons, begin with a byte order mark, and lie in the folder as manifest.csv", async () => {
  const folder = makeFolder({ ...FILES, "manifest.csv": "\ufeffid;name;path\r\n1;Budi, S.Kom;budi\r\n" });
  expect(await read(folder)).toMatchObject([{ id: "1", name: "Budi, S.Kom", source: "budi" }]);
});

test("a mistake in a manifest is refused with its line", async () => {
  const fail = async (text: string) => {
    const folder = makeFolder({
      ...FILES,
      "inner/class.csv": text,
      "inner/x/y": "",
      "inner/out": { link: "../budi" },
    });
    const error = await read(join(folder, "inner/class.csv")).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClassError);
    return (error as ClassError).message.replaceAll(`${folder}/inner/`, "");
  };
  expect(await fail("id,name\n1,x\n")).toBe("class.csv:1: no column path; it must begin with id,name,path");
  expect(await fail("id,pth,path\n1,x,x\n")).toBe(
    "class.csv:1: unknown column pth; the columns are id, name, path, command, port, submitted",
  );
  expect(await fail("id,path\n1,x\n\n2,\n")).toBe("class.csv:4: a row needs an id and a path");
  expect(await fail("id,path\n1,z\n")).toBe("class.csv:2: z does not exist");
  for (const path of ["../budi", "out", "/etc", "."])
    expect(await fail(`id,path\n1,${path}\n`)).toBe(
      `class.csv:2: ${path} is not below the manifest's folder; move the manifest or the submission`,
    );
  expect(await fail("id,path,port\n1,x,70000\n")).toBe(
    "class.csv:2: the port must be a number from 1 to 65535, not 70000",
  );
  expect(await fail("id,path,command\n1,x,run 'x\n")).toBe(
    "class.csv:2: the command has a quote without its end: run 'x",
  );
  expect(await fail("id,path,submitted\n1,x,27 Nov\n")).toBe(
    "class.csv:2: submitted must be a time such as 2026-11-28T23:59:00+07:00, not 27 Nov",
  );
});
