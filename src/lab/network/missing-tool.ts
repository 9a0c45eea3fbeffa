/** A missing program that the lab needs, with the Debian package that contains it. */

export class MissingTool extends Error {
  readonly tool: string;
  readonly debianPackage: string;

  constructor(tool: string, debianPackage: string) {
    super(`${tool} is missing: install the Debian package ${debianPackage} (apt install ${debianPackage})`);
    this.name = "MissingTool";
    this.tool = tool;
    this.debianPackage = debianPackage;
  }
}
