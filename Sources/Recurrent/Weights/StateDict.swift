/// The tensors of one recurrent network in a file, found by their names.
struct StateDict {
  /// What a tensor is in its network.
  struct Key: Hashable {
    var name: ParameterName
    var layer = 0
    var direction = Direction.forward
  }

  /// What stands before `weight_ih_l0`, dots included.
  let prefix: String
  /// Whether the names count layers; those of `LSTMCell`, `GRUCell` and `RNNCell` do not.
  let countsLayers: Bool
  private(set) var tensors: [Key: Safetensors.Tensor] = [:]

  /// The full name in the file.
  func fullName(_ key: Key) -> String {
    prefix
      + (countsLayers
        ? key.name.fullName(layer: key.layer, direction: key.direction) : key.name.rawValue)
  }

  /// Every network in the file, by its prefix.
  static func all(in file: Safetensors) -> [StateDict] {
    struct Group: Hashable { var prefix: String, countsLayers: Bool }
    var found: [Group: StateDict] = [:]
    for tensor in file.tensors {
      guard let (prefix, key, countsLayers) = parts(of: tensor.name) else { continue }
      let group = Group(prefix: prefix, countsLayers: countsLayers)
      found[group, default: StateDict(prefix: prefix, countsLayers: countsLayers)]
        .tensors[key] = tensor
    }
    return found.values.sorted { left, right in
      left.prefix == right.prefix
        ? left.countsLayers : left.prefix.utf8.lexicographicallyPrecedes(right.prefix.utf8)
    }
  }

  /// The network with the prefix that was asked for, or the only one.
  static func chosen(
    in file: Safetensors, prefix: String?
  ) throws(WeightsError) -> StateDict {
    let all = all(in: file)
    let complete = all.filter { $0.tensors[Key(name: .weightIH)] != nil }
    if let prefix {
      let matches = all.filter { $0.prefix == prefix || $0.prefix == prefix + "." }
      if let match = matches.first { return match }
      let others = complete.isEmpty ? "none" : complete.map(\.prefix).asShown
      throw WeightsError(
        "the file has no network under the prefix \(prefix.asShown); the prefixes are: \(others)")
    }
    guard let first = complete.first ?? all.first else {
      throw WeightsError(
        """
        no tensor is named like weight_ih_l0, as those of an LSTM, GRU or RNN of PyTorch are; the \
        file has \(file.tensors.isEmpty ? "none" : file.tensors.map(\.name).asShown)
        """)
    }
    guard complete.count < 2 else {
      throw WeightsError(
        """
        the file has \(complete.count) networks; choose one by its prefix: \
        \(complete.map(\.prefix).asShown)
        """)
    }
    return first
  }

  /// What a tensor's name says, or nil where it is no recurrent parameter.
  private static func parts(
    of fullName: String
  ) -> (prefix: String, key: Key, countsLayers: Bool)? {
    var rest = Substring(fullName)
    var (layer, direction): (Int?, Direction) = (nil, .forward)
    if let forward = rest.without(suffix: "_reverse") { (rest, direction) = (forward, .reverse) }
    let digitCount = rest.utf8.reversed().prefix { 0x30...0x39 ~= $0 }.count
    let digits = String(decoding: rest.utf8.suffix(digitCount), as: UTF8.self)
    if let number = Int(digits), String(number) == digits,
      let name = rest.without(suffix: "_l" + digits)
    {
      (rest, layer) = (name, number)
    }
    guard layer != nil || direction == .forward else { return nil }
    for name in ParameterName.allCases {
      guard let prefix = rest.without(suffix: name.rawValue) else { continue }
      return (
        String(prefix), Key(name: name, layer: layer ?? 0, direction: direction), layer != nil
      )
    }
    return nil
  }
}

extension Substring {
  /// What stands before `suffix`, compared byte by byte, or nil where it ends otherwise.
  func without(suffix: String) -> Substring? {
    let length = suffix.utf8.count
    guard utf8.count >= length, utf8.suffix(length).elementsEqual(suffix.utf8) else { return nil }
    return self[..<utf8.index(endIndex, offsetBy: -length)]
  }
}
