/** A place as wide as the page lets it be, and a picture drawn for that width; drawn again when either changes. */
import { useEffect, useRef, useState, type RefObject } from 'react';

/** `draw` must stay the same function while what it draws does. */
export function useDrawing(draw: (widthPx: number) => Element): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setWidthPx(Math.round(entry?.contentRect.width ?? 0)),
    );
    if (place.current !== null) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (widthPx === 0) return undefined;
    const drawing = draw(widthPx);
    place.current?.replaceChildren(drawing);
    return () => drawing.remove();
  }, [draw, widthPx]);
  return place;
}
