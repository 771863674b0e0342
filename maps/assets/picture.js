// The map as a PNG: what is on the canvas, under its title and window, with the legend of what it shows.
function picture() {
  const source = byId("canvas").querySelector("canvas");
  const ratio = source.width / source.clientWidth;
  const [width, height, head, foot] = [source.clientWidth, source.clientHeight, 54, 56];
  const canvas = el("canvas", {});
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round((height + head + foot) * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.fillStyle = colour.ground;
  context.fillRect(0, 0, width, height + head + foot);
  context.drawImage(source, 0, head, width, height);
  context.fillStyle = colour.ink;
  context.textBaseline = "middle";
  context.font = `650 17px ${FONT}`;
  context.fillText(facts.title, 14, 20, width - 28);
  context.fillStyle = colour.faint;
  context.font = `12.5px ${FONT}`;
  context.fillText(`${windowText()}   ${summary().map(([n, name]) => `${n} ${name}`).join(" · ")}`, 14, 41, width - 28);
  drawLegend(context, height + head + 17, width);
  return canvas;
}

function legendEntries() {
  const signs = PAIR_SIGNS.map((name) => ({ name, color: colour[name], dashes: DASH[name], width: 3, disc: now.side === "change" }));
  if (now.diff && now.side !== "change") return signs;
  if (now.diff) {
    const kindsSeen = changeKinds.filter((kind) => changes.some((one) => one.visible && one.kind === kind)).map((kind) => ({ name: kind, color: colour[kind], dashes: CHANGE[kind].dashes, width: Math.min(CHANGE[kind].width, 5), double: kind === "flipped" }));
    return [...kindsSeen, ...signs];
  }
  return [1, -1, 0].map((sign) => ({ name: signName(sign), color: colour[signName(sign)], dashes: DASH[signName(sign)], width: sign ? 3 : 1.2 }));
}

// In two rows at most.
function drawLegend(context, top, width) {
  let [x, y] = [14, top];
  context.textBaseline = "middle";
  const place = (name, draw) => {
    if (x + 34 + context.measureText(name).width > width - 8) [x, y] = [14, y + 22];
    if (y > top + 22) return;
    draw();
    context.fillStyle = colour.ink;
    context.fillText(name, x + 34, y);
    x += 50 + context.measureText(name).width;
  };
  const stroke = (color, lineWidth, dashes) => {
    context.beginPath();
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.setLineDash(dashes || []);
    context.moveTo(x, y);
    context.lineTo(x + 28, y);
    context.stroke();
    context.setLineDash([]);
  };
  legendEntries().forEach((entry) => place(entry.name, () => {
    if (entry.disc) {
      context.beginPath();
      context.arc(x + 20, y, 6, 0, 2 * Math.PI);
      context.fillStyle = entry.color;
      context.fill();
      return;
    }
    stroke(entry.color, entry.double ? 7 : entry.width, entry.dashes);
    if (entry.double) stroke(colour.ground, 2.4);
  }));
  kinds.filter((kind) => actors.some((actor) => actor.kind === kind && actor.present)).forEach((kind) => place(kind, () => {
    context.save();
    context.translate(x + 12, y - 7);
    context.scale(0.85, 0.85);
    context.fillStyle = colour.faint;
    context.fill(new Path2D(OUTLINE[kind]));
    context.restore();
  }));
}

function savePicture() {
  picture().toBlob((blob) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: "map.png" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    announce("The picture map.png was saved");
  }, "image/png");
}
