"""What a page is asked in the browser, in its own language: is anything too wide, or one over another?"""

UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OVERLAPS = """() => {
  const told = [];
  const box = one => one.getBoundingClientRect();
  const crossing = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  for (const parent of document.body.querySelectorAll('*:not(svg, svg *)')) {
    const blocks = [...parent.children].filter(one => {
      const style = getComputedStyle(one);
      return !['inline', 'none', 'contents'].includes(style.display) && style.position === 'static'
        && !one.closest('svg') && box(one).width && box(one).height;
    });
    for (let i = 0; i + 1 < blocks.length; i++)
      if (crossing(box(blocks[i]), box(blocks[i + 1])))
        told.push([blocks[i], blocks[i + 1]].map(one => one.outerHTML.slice(0, 90)));
    if (['TD', 'TH', 'LI', 'P', 'DD', 'DT', 'H2', 'H3', 'H4', 'SUMMARY'].includes(parent.tagName)
        && parent.scrollWidth > parent.clientWidth + 1 && parent.clientWidth)
      told.push(['too wide', parent.outerHTML.slice(0, 120), parent.scrollWidth, parent.clientWidth]);
  }
  return told;
}"""
