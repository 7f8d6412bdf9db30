// Made by build.mjs from world-atlas: outlines as SVG paths, and the projection they were drawn with.
declare module "virtual:world" {
  export const land: string;
  export const borders: string;
  export const width: number;
  export const height: number;
  export const scale: number;
  export const translate: [number, number];
}
