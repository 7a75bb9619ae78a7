import Content
import CourseModel

/// One article for each construct of Markdown, in both languages.
let articleSamples: [(name: String, blocks: [Block])] = [
  ("headings-en", headings(english: true)), ("headings-zh", headings(english: false)),
  ("lists-en", lists(english: true)), ("lists-zh", lists(english: false)),
  ("table-en", tables(english: true)), ("table-zh", tables(english: false)),
  ("code-en", code(english: true)), ("code-zh", code(english: false)),
  ("quotes-en", quotes(english: true)), ("quotes-zh", quotes(english: false)),
  ("links-en", links(english: true)), ("links-zh", links(english: false)),
  ("maths-en", maths(english: true)), ("maths-zh", maths(english: false)),
  ("figure-en", figure(english: true)), ("figure-zh", figure(english: false)),
]

func math(_ source: String) -> Inline {
  .math(Formula(source: source, tree: TeX.parse(source).tree))
}

func mathBlock(_ source: String) -> Block {
  .math(Formula(source: source, tree: TeX.parse(source).tree))
}

private func paragraph(_ text: String) -> Block { .paragraph([.text(text)]) }

private func item(_ text: String, checked: Bool? = nil, _ more: [Block] = []) -> Block.Item {
  Block.Item(isChecked: checked, blocks: [paragraph(text)] + more)
}

private func headings(english: Bool) -> [Block] {
  if english {
    return [
      .heading(level: 1, [.text("Long short-term memory")]),
      paragraph(
        "A recurrent network reads one input at a time and carries a state from step to step."),
      .heading(level: 2, [.text("What the gates do")]),
      .paragraph([
        .text("Each gate is a number between 0 and 1."), .softBreak,
        .text("The "), .strong([.text("forget gate")]), .text(" scales the old memory, the "),
        .emphasis([.text("input gate")]), .text(" scales what is written, and "),
        .code("h_n"), .text(" is what PyTorch returns."), .lineBreak,
        .text("A hard line break, and "), .strikethrough([.text("struck words")]), .text("."),
      ]),
      .heading(level: 3, [.text("The forget gate "), math("f_t")]),
      paragraph("Near 1 it keeps."),
      .heading(level: 4, [.text("A note")]), paragraph("Near 0 it erases."),
    ]
  }
  return [
    .heading(level: 1, [.text("长短期记忆网络")]),
    paragraph("循环神经网络每次读入一个输入，并把状态从一个时间步带到下一个时间步。"),
    .heading(level: 2, [.text("门的作用")]),
    .paragraph([
      .text("每个门都是 0 到 1 之间的数。"), .softBreak,
      .strong([.text("遗忘门")]), .text("缩放旧的记忆，"), .softBreak,
      .emphasis([.text("输入门")]), .text("缩放要写入的内容，"), .code("h_n"),
      .softBreak, .text("则是 PyTorch 返回的隐状态。"), .lineBreak,
      .text("这里是硬换行，"), .strikethrough([.text("这里是删除的字")]), .text("。"),
    ]),
    .heading(level: 3, [.text("遗忘门 "), math("f_t")]), paragraph("接近 1 时保留。"),
    .heading(level: 4, [.text("注")]), paragraph("接近 0 时擦除。"),
  ]
}

private func lists(english: Bool) -> [Block] {
  let long =
    english
    ? "The output gate decides how much of the cell state the rest of the network may see."
    : "输出门决定网络的其余部分能看到多少记忆元（细胞状态）里的内容，记忆元本身并不改变。"
  let nested = Block.list(
    Block.List(items: [
      item(english ? "keeps near 1" : "接近 1 时保留"),
      item(
        english ? "erases near 0" : "接近 0 时擦除",
        [.list(Block.List(items: [item(english ? "in one step" : "一步之内")]))]),
    ]))
  let steps = (1...3).map { item(english ? "Step \($0): \(long)" : "第 \($0) 步：\(long)") }
  return [
    paragraph(english ? "Three gates:" : "三个门："),
    .list(
      Block.List(items: [
        item(english ? "forget gate" : "遗忘门", [nested]), item(english ? "input gate" : "输入门"),
        item(long),
      ])),
    .list(Block.List(start: 9, items: steps)),
    .list(
      Block.List(
        isTight: false,
        items: [
          item(
            english ? "A loose item." : "松散的列表项。",
            [paragraph(english ? "With a second paragraph." : "带有第二段。")]),
          item(long),
        ])),
    .list(
      Block.List(items: [
        item(english ? "To make the cell forget faster" : "让细胞更快遗忘", checked: false),
        item(long, checked: true), Block.Item(blocks: []),
      ])),
  ]
}

private func tables(english: Bool) -> [Block] {
  let names: [[Inline]] =
    english
    ? [[.text("Gate")], [.text("Opens for")], [.text("Value")]]
    : [[.text("门")], [.text("打开时")], [.text("取值")]]
  let rows: [[[Inline]]] =
    english
    ? [
      [[.text("forget "), math("f_t")], [.text("keeping")], [.text("0.731")]],
      [[.text("input "), math("i_t")], [.text("writing")], [.text("−1.0")]],
      [[.text("output "), math("W_{ho}")], [.strong([.text("showing")])], []],
    ]
    : [
      [[.text("遗忘门 "), math("f_t")], [.text("保留")], [.text("0.731")]],
      [[.text("输入门 "), math("i_t")], [.text("写入")], [.text("−1.0")]],
      [[.text("输出门 "), math("W_{ho}")], [.strong([.text("显示")])], []],
    ]
  let long: [[[Inline]]] =
    english
    ? [
      [
        [.text("Vanishing gradients")],
        [
          .text(
            "The product of many factors below one tends to zero, so early inputs get no blame.")
        ],
        [.code("nn.LSTM"), .text(" with a forget-gate bias of one, or shorter sequences")],
      ],
      [
        [.text("Exploding gradients")], [.text("The product of factors above one grows.")],
        [.text("Clip the norm, see "), .link([.text("Pascanu")], destination: "pascanu.pdf")],
      ],
    ]
    : [
      [
        [.text("梯度消失")],
        [.text("许多小于一的因子相乘趋近于零，因此较早的输入几乎得不到梯度，网络学不到长期依赖。")],
        [.code("nn.LSTM"), .text(" 并把遗忘门的偏置设为一，或者使用更短的序列")],
      ],
      [
        [.text("梯度爆炸")], [.text("大于一的因子相乘会不断增长。")],
        [.text("裁剪范数，见 "), .link([.text("论文")], destination: "pascanu.pdf")],
      ],
    ]
  let header: [[Inline]] =
    english
    ? [[.text("Trouble")], [.text("Why")], [.text("What helps")]]
    : [[.text("问题")], [.text("原因")], [.text("对策")]]
  return [
    .table(Block.Table(alignments: [.left, .center, .right], header: names, rows: rows)),
    .table(Block.Table(alignments: [.left, .left, .left], header: header, rows: long)),
  ]
}

private func code(english: Bool) -> [Block] {
  let comment =
    english ? "# the classic mistake: tanh in place of sigmoid" : "# 经典错误：用 tanh 代替 sigmoid"
  return [
    paragraph(english ? "A step in Python:" : "Python 里的一步："),
    .code(
      language: "python",
      text: """
        def step(x, h, c):
        \tf, i, g, o = torch.chunk(W @ x + U @ h + b, 4)  \(comment)

        \tc = f.sigmoid() * c + i.sigmoid() * g.tanh()
        \treturn o.sigmoid() * c.tanh(), c

        """),
    .rule,
    paragraph(english ? "And after it." : "之后的文字。"),
  ]
}

private func quotes(english: Bool) -> [Block] {
  [
    .quote([
      paragraph(
        english
          ? "A forget gate near 1 erases the cell, and the network has to learn everything again."
          : "遗忘门接近 1 时会擦除记忆元，网络不得不把一切重新学一遍，这种说法正好把方向弄反了。"),
      .list(Block.List(items: [item(english ? "in a quote" : "引用中的列表")])),
      .quote([paragraph(english ? "A quote in a quote." : "引用中的引用。")]),
    ]),
    .list(
      Block.List(items: [
        item(
          english ? "An option" : "一个选项",
          [.quote([paragraph(english ? "and its feedback." : "及其反馈。")])])
      ])),
  ]
}

private func links(english: Bool) -> [Block] {
  [
    .paragraph([
      .text(english ? "Read " : "阅读"),
      .link(
        [.text(english ? "the original paper on long short-term memory" : "长短期记忆网络的原始论文")],
        destination: "https://example.org/lstm-1997.pdf"),
      .text(english ? ", or go to " : "，或者访问 "),
      .link([.text("https://example.org")], destination: "https://example.org"),
      .text(english ? ". The picture shows " : "。图片："),
      .image(alternative: [.text(english ? "the cell" : "细胞")], destination: "cell.png"),
      .text(english ? "." : "。"),
    ])
  ]
}

private func maths(english: Bool) -> [Block] {
  [
    .paragraph([
      .text(english ? "The cell state " : "记忆元 "), math("c_t"),
      .text(english ? " changes by " : " 的更新是 "),
      math("c_t = f_t \\odot c_{t-1} + i_t \\odot g_t"),
      .text(english ? ", and with " : "，当 "), math("b_f = 1"),
      .text(english ? " the gate starts at " : " 时遗忘门的初值是 "), math("\\sigma(1) = 0.731"),
      .text(english ? ":" : "："),
    ]),
    mathBlock(
      """
      \\begin{aligned}
      f_t &= \\sigma(W_f x_t + U_f h_{t-1} + b_f) \\\\
      c_t &= f_t \\odot c_{t-1} + i_t \\odot \\tilde c_t
      \\end{aligned}
      """),
    paragraph(english ? "The gradient is a product:" : "梯度是一个乘积："),
    mathBlock("\\frac{\\partial c_T}{\\partial c_t} = \\prod_{k=t+1}^{T} f_k"),
    mathBlock(
      "\\operatorname{wide}\\left(\\frac{\\text{a formula that no terminal of eighty columns could ever hold}}{\\text{and that cannot be broken}}\\right)"
    ),
  ]
}

let latch = LabFigure(
  preset: "latch", show: ["d", "w", "c"], steps: 6,
  source: "preset: latch\nshow: [d, w, c]\nsteps: 6\n",
  location: SourceLocation(file: "lesson.md", line: 12))

private func figure(english: Bool) -> [Block] {
  let other = LabFigure(
    preset: "counter", source: "preset: counter\n", location: latch.location)
  return [
    paragraph(english ? "Step the latch:" : "逐步运行锁存器："), .lab(latch),
    paragraph(english ? "And a lab that cannot run here:" : "以及这里不能运行的实验："), .lab(other),
    .list(
      Block.List(items: [
        Block.Item(blocks: [paragraph(english ? "In a list:" : "列表中："), .lab(latch)])
      ])),
  ]
}
