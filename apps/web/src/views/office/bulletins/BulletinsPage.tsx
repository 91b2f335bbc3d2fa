import { useParams } from "wouter";
import { BulletinList } from "./BulletinList.tsx";
import { BulletinView } from "./BulletinView.tsx";
import { TemplatesView } from "./TemplatesView.tsx";
import "./bulletins.css";

/** 通报: the list, one bulletin as its paper, and the wording of sentences. */
export function BulletinsPage() {
  const { id } = useParams<{ id?: string }>();
  if (id === undefined) return <BulletinList />;
  return id === "templates" ? <TemplatesView /> : <BulletinView key={id} id={id} />;
}
