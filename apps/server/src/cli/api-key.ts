import type { Storage } from "@diaodu/storage";
import { StartRefused } from "../installation.ts";
import { type Command, onStorage, out } from "./command.ts";
import { consoleEntry } from "./console.ts";

/** Keys of machines that publish figures directly. */
export const apiKeyCommands: readonly Command[] = [
  {
    words: "api-key create",
    takes: "--name 名称",
    help: "新建接口密钥，密钥只显示这一次",
    options: ["name"],
    prepare({ options }) {
      const name = options.name?.trim() ?? "";
      if (name === "" || name.length > 100) {
        throw new StartRefused("请用 --name 说明密钥给谁用（最多 100 个字）。");
      }
      return onStorage((storage) => create(storage, name));
    },
  },
  {
    words: "api-key list",
    takes: "",
    help: "列出接口密钥",
    prepare: () => onStorage(list),
  },
  {
    words: "api-key revoke",
    takes: "编号",
    help: "停用接口密钥",
    prepare({ argument: id }) {
      if (id === undefined) throw new StartRefused("请写明密钥编号，用 api-key list 查看。");
      return onStorage((storage) => revoke(storage, id));
    },
  },
];

async function create(storage: Storage, name: string): Promise<void> {
  const audit = consoleEntry("api_key.write", { detail: { name, mode: "publish" } });
  const { id, secret } = await storage.createApiKey({ name, now: new Date(), audit });
  out(`已新建接口密钥「${name}」，编号 ${id}。`);
  out("密钥只显示这一次，请妥善保存：");
  out(secret);
}

async function list(storage: Storage): Promise<void> {
  const keys = await storage.listApiKeys();
  if (keys.length === 0) return out("还没有接口密钥。");
  for (const key of keys) {
    const used = key.lastUsedAt === null ? "未使用过" : `最近使用 ${key.lastUsedAt}`;
    const state = key.revokedAt === null ? "有效" : `已于 ${key.revokedAt} 停用`;
    out(`${key.id}  ${key.name}  ${state}  新建于 ${key.createdAt}  ${used}`);
  }
}

async function revoke(storage: Storage, id: string): Promise<void> {
  const object = `api_key:${id}`;
  const audit = consoleEntry("api_key.write", { object, detail: { revoked: true } });
  if (!(await storage.revokeApiKey(id, new Date(), audit))) {
    throw new StartRefused(`没有编号为 ${id} 的有效密钥。`);
  }
  out(`已停用接口密钥 ${id}。`);
}
