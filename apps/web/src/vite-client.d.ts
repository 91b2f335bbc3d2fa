declare module "*.css";
declare const __BUILD__: string;
