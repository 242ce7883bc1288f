/// Lets a drawn picture follow the light or dark scheme of its reader.
public enum PictureScheme {
  /// Colours of gnuplot's paper and ink on a dark page; those of the data stay.
  private static let dark = """
    <style>
    @media (prefers-color-scheme: dark) {
    rect[fill="#ffffff"] { fill: #0d1117 }
    [fill="rgb(51,51,51)"], [fill="rgb(102,102,102)"], text[fill="black"] { fill: #d1d7e0 }
    [stroke="black"], [stroke="rgb(  0,   0,   0)"] { stroke: #d1d7e0 }
    [color="black"] { color: #d1d7e0 }
    [stroke="rgb(102, 102, 102)"] { stroke: #8b949e }
    [stroke="rgb(221, 221, 221)"] { stroke: #30363d }
    }
    </style>

    """

  /// The same SVG with a second palette; text that is no picture of gnuplot's stays as it is.
  public static func adapted(_ svg: String) -> String {
    guard let place = svg.firstRange(of: "<g id=\"gnuplot_canvas\">") else { return svg }
    return svg[..<place.lowerBound] + dark + svg[place.lowerBound...]
  }
}
